package cortado.app.shell;

import cortado.abi.Status;
import cortado.api.StatusException;
import cortado.api.service.Firmware;

/** What the board's firmware tells, as a table. A property that this firmware does not know is left out. */
final class FirmwareReport {
    private static final int THOUSANDTHS = 1000;

    private final Firmware firmware;
    private final Table table = new Table("PROPERTY", "VALUE");

    private FirmwareReport(Firmware firmware) {
        this.firmware = firmware;
    }

    static Table of(Firmware firmware) {
        FirmwareReport report = new FirmwareReport(firmware);
        report.add("firmware built", Firmware.FIRMWARE_REVISION, value -> value[0] + " s since 1970");
        report.add("board model", Firmware.BOARD_MODEL, value -> hex(value[0], 8));
        report.add("board revision", Firmware.BOARD_REVISION, value -> hex(value[0], 6));
        report.add("serial number", Firmware.BOARD_SERIAL, value -> hex(value[1], 8) + hex(value[0], 8));
        report.add("CPU memory", Firmware.ARM_MEMORY, FirmwareReport::range);
        report.add("VideoCore memory", Firmware.VIDEOCORE_MEMORY, FirmwareReport::range);
        report.add("temperature", Firmware.TEMPERATURE, value -> degrees(value[0]));
        report.add("temperature limit", Firmware.TEMPERATURE_LIMIT, value -> degrees(value[0]));
        report.add("CPU clock", Firmware.ARM_CLOCK, value -> (value[0] & 0xffff_ffffL) / 1_000_000 + " MHz");
        report.add("Ethernet address", Firmware.MAC_ADDRESS, FirmwareReport::ethernet);
        return report.table;
    }

    private interface Shown {
        String text(int[] value);
    }

    private void add(String name, int property, Shown shown) {
        try {
            table.row(name, shown.text(firmware.get(property, Session.patience())));
        } catch (StatusException e) {
            if (e.status() != Status.NOT_SUPPORTED) {
                throw e;
            }
        }
    }

    private static String hex(int value, int digits) {
        String text = Integer.toHexString(value);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static String range(int[] value) {
        return Amount.bytes(value[1] & 0xffff_ffffL) + " at 0x" + hex(value[0], 8);
    }

    private static String degrees(int thousandths) {
        return thousandths / THOUSANDTHS + "." + thousandths % THOUSANDTHS / 100 + " °C";
    }

    private static String ethernet(int[] value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            HexDump.octet((byte) (value[i / 4] >> (8 * (i % 4))), text);
            text.append(i < 5 ? ":" : "");
        }
        return text.toString();
    }
}
