package cortado.flash.disk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How a card is divided, and what is in each part.
 *
 * @param format of the partition table
 * @param size bytes of the whole image, a power of two
 * @param volumes the FAT32 partitions, in the table's order
 */
public record CardLayout(PartitionTable.Format format, long size, List<Volume> volumes) {
    /** Where partitions begin and end. */
    static final long ALIGNMENT = 1 << 20;

    /** The smallest whole number of MiB that FAT32 fits into. */
    private static final long CHOOSER = 35 << 20;

    /**
     * A partition with a file system.
     *
     * @param start byte of the disk
     * @param bytes its length
     * @param label the volume's label, at most 11 letters
     * @param files contents by path
     */
    public record Volume(long start, long bytes, String label, Map<String, byte[]> files) {}

    /** Copies the list. */
    public CardLayout {
        volumes = List.copyOf(volumes);
    }

    /** One boot partition over the whole card. */
    public static CardLayout single(PartitionTable.Format format, long size, String label, Map<String, byte[]> files) {
        long end = format == PartitionTable.Format.GPT ? size - ALIGNMENT : size;
        return new CardLayout(format, size, List.of(new Volume(ALIGNMENT, end - ALIGNMENT, label, files)));
    }

    /**
     * A small partition that says which slot is booted, and two slots of one size with the same files: the first is
     * booted, the second is there for the next update.
     *
     * @throws IllegalArgumentException if the card has no room for two FAT32 slots
     */
    public static CardLayout slots(PartitionTable.Format format, long size, String label, Map<String, byte[]> files) {
        long slot = (size - 2 * ALIGNMENT - CHOOSER) / 2 / ALIGNMENT * ALIGNMENT;
        if (slot < CHOOSER) {
            throw new IllegalArgumentException("two slots do not fit on a card of " + (size >> 20)
                    + " MiB: set image.size in board.yaml to 128M or more");
        }
        long first = ALIGNMENT + CHOOSER;
        byte[] chooser = new Autoboot(2, 3).text().getBytes(StandardCharsets.US_ASCII);
        return new CardLayout(
                format,
                size,
                List.of(
                        new Volume(ALIGNMENT, CHOOSER, "BOOTSELECT", Map.of(Autoboot.FILE, chooser)),
                        new Volume(first, slot, label, files),
                        new Volume(first + slot, slot, label, files)));
    }
}
