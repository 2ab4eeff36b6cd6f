package cortado.flash.disk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Which slot a card with two of them boots: the file {@code autoboot.txt} on its first partition (Raspberry Pi
 * documentation, "autoboot.txt"). A board that was restarted with the one-shot flag {@code tryboot} takes the spare
 * slot, and at any other start the usual one: a new system that does not report success is not started twice.
 *
 * @param slot the number of the partition that is booted
 * @param spare the number of the partition that is tried
 */
public record Autoboot(int slot, int spare) {
    /** Its name on the first partition. */
    public static final String FILE = "autoboot.txt";
    /** All that firmware reads of the file, and all that is ever written at once: one sector. */
    public static final int LENGTH_MOST = Mbr.SECTOR;

    private static final String KEY = "boot_partition";

    /** The same with usual and spare slot exchanged: what reports that the spare one works. */
    public Autoboot switched() {
        return new Autoboot(/* slot= */ spare, /* spare= */ slot);
    }

    /** The file. It has the same length for all slots below 10, so that one takes the other's place in one sector. */
    public String text() {
        return """
                [all]
                tryboot_a_b=1
                boot_partition=%d
                [tryboot]
                boot_partition=%d
                """.formatted(slot, spare);
    }

    /**
     * Reads the file as the firmware does.
     *
     * @throws DiskFormatException if it names no two slots for the firmware to choose from
     */
    public static Autoboot parse(byte[] content) {
        String text = new String(content, 0, Math.min(content.length, LENGTH_MOST), StandardCharsets.US_ASCII);
        int slot = 0;
        int spare = 0;
        boolean whole = false;
        String section = "all";
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1).toLowerCase(Locale.ROOT);
            } else if (line.startsWith(KEY + "=")) {
                int number = number(line.substring(KEY.length() + 1).strip());
                if (section.equals("all")) {
                    slot = number;
                } else if (section.equals("tryboot")) {
                    spare = number;
                }
            } else if (line.equals("tryboot_a_b=1") && section.equals("all")) {
                whole = true;
            }
        }
        if (slot == 0 || spare == 0 || !whole) {
            throw new DiskFormatException(FILE + " does not name two slots: expected tryboot_a_b=1 and " + KEY
                    + " under [all], and " + KEY + " under [tryboot]");
        }
        return new Autoboot(slot, spare);
    }

    private static int number(String text) {
        return text.length() == 1 && Character.isDigit(text.charAt(0)) ? text.charAt(0) - '0' : 0;
    }

    /** The letter of a slot: partition 2 is a, partition 3 is b. */
    public static char letter(int partition) {
        return (char) ('a' + partition - 2);
    }
}
