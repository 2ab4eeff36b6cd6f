package cortado.flash.device;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A drive as Linux describes it.
 *
 * @param name in {@code /sys/block}, such as {@code sdb}
 * @param number major and minor, such as {@code 8:16}
 * @param size bytes; 0 without a medium
 * @param model what the drive calls itself
 * @param serial tells drives of one model apart
 * @param byId the name below {@code /dev/disk/by-id} that stays the same in every port
 * @param bus how it is connected
 * @param removable whether the kernel holds the medium to be removable
 * @param readOnly whether it is write-protected
 * @param insertion the number of this insertion of the medium; 0 where the kernel has none
 * @param parts its partitions
 */
public record Drive(
        String name,
        String number,
        long size,
        Optional<String> model,
        Optional<String> serial,
        Optional<String> byId,
        Bus bus,
        boolean removable,
        boolean readOnly,
        long insertion,
        List<Part> parts) {
    /** How a drive is connected. */
    public enum Bus {
        /** A reader or stick. */
        USB("USB"),
        /** A slot for SD cards. */
        SD("SD slot"),
        /** A chip on the board. */
        EMMC("soldered eMMC"),
        /** A solid-state disk in the machine. */
        NVME("NVMe"),
        /** A file that looks like a drive. */
        LOOP("loop device"),
        /** Any other, such as a disk in the machine or of a virtual one. */
        INTERNAL("internal");

        private final String title;

        Bus(String title) {
            this.title = title;
        }

        /** For a person. */
        public String title() {
            return title;
        }
    }

    /**
     * A partition.
     *
     * @param name such as {@code sdb1}
     * @param number major and minor
     */
    public record Part(String name, String number) {}

    /** Copies the list. */
    public Drive {
        parts = List.copyOf(parts);
    }

    /** The device file, such as {@code /dev/sdb}. */
    public String path() {
        return "/dev/" + name;
    }

    /** The name that stays the same, or else the device file. */
    public String lastingPath() {
        return byId.map(id -> "/dev/disk/by-id/" + id).orElse(path());
    }

    /** Whether a person could pull it out: what an image is meant for. A loop device's file counts. */
    public boolean isMovable() {
        return removable || bus == Bus.USB || bus == Bus.SD || bus == Bus.LOOP;
    }

    /** The same drive, as far as its own description goes; not necessarily with the same medium. */
    public boolean isLike(Drive other) {
        return size == other.size && model.equals(other.model) && serial.equals(other.serial) && bus == other.bus;
    }

    /** Size, model and serial number. */
    public String description() {
        return sizeText(size) + " " + bus.title()
                + model.map(text -> " " + text).orElse("")
                + serial.map(text -> " (" + text + ")").orElse("");
    }

    /** A size as it is printed on drives: in powers of 1000. */
    public static String sizeText(long bytes) {
        if (bytes >= 1_000_000_000L) {
            return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
