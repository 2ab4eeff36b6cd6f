package cortado.flash.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A card or its image, open for reading: its partitions, their files, and which of them the firmware boots. */
public final class Card implements AutoCloseable {
    private final Path path;
    private final FileChannel disk;
    private final PartitionTable table;
    private final Optional<Autoboot> autoboot;

    private Card(Path path, FileChannel disk) throws IOException {
        this.path = path;
        this.disk = disk;
        this.table = PartitionTable.read(disk);
        Optional<byte[]> chooser =
                firstFat() == 0 ? Optional.empty() : fileSystem(firstFat()).read(Autoboot.FILE);
        this.autoboot = chooser.map(Autoboot::parse);
    }

    /**
     * Opens an image or a device.
     *
     * @throws DiskFormatException if it has no partition table, or names slots that make no sense
     */
    public static Card open(Path path) throws IOException {
        FileChannel disk = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new Card(path, disk);
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    private int firstFat() {
        for (int number = 1; number <= table.partitions().size(); number++) {
            if (table.partitions().get(number - 1).type() == Mbr.FAT32_LBA) {
                return number;
            }
        }
        return 0;
    }

    /** The partition table. */
    public PartitionTable table() {
        return table;
    }

    /** Which slot is booted; absent on a card with one boot partition. */
    public Optional<Autoboot> autoboot() {
        return autoboot;
    }

    /** The numbers of the FAT32 partitions. */
    public List<Integer> fatPartitions() {
        return IntStream.rangeClosed(1, table.partitions().size())
                .filter(number -> partition(number).type() == Mbr.FAT32_LBA)
                .boxed()
                .toList();
    }

    /**
     * The number of the partition that the firmware boots.
     *
     * @param tryboot whether the board was restarted with the one-shot flag
     * @throws DiskFormatException if there is no such partition
     */
    public int bootPartition(boolean tryboot) {
        if (autoboot.isPresent()) {
            int number = tryboot ? autoboot.get().spare() : autoboot.get().slot();
            partition(number);
            return number;
        }
        if (firstFat() == 0) {
            throw new DiskFormatException(path
                    + " has no partition of type 0x0c (FAT32): expected a card image as `./cortado build` writes it");
        }
        return firstFat();
    }

    /** A partition by its number, from 1. */
    public Mbr.Partition partition(int number) {
        if (number < 1 || number > table.partitions().size()) {
            throw new DiskFormatException(path + ": there is no partition " + number + "; the table has "
                    + table.partitions().size());
        }
        return table.partitions().get(number - 1);
    }

    /** The file system of a partition. */
    public Fat32Reader fileSystem(int number) throws IOException {
        return new Fat32Reader(disk, partition(number));
    }

    /** A partition's files by path, whose case does not matter. */
    public Map<String, byte[]> files(int number) throws IOException {
        Fat32Reader reader = fileSystem(number);
        Map<String, byte[]> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Fat32Reader.Item item : reader.list()) {
            if (!item.folder()) {
                files.put(item.path(), reader.content(item));
            }
        }
        return files;
    }

    /** The disk itself. */
    public FileChannel disk() {
        return disk;
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
