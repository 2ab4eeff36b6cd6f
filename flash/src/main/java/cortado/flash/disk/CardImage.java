package cortado.flash.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** A card: an MBR and one FAT32 partition from 1 MiB to the end. */
public final class CardImage {
    private static final long ALIGNMENT = 1 << 20;

    private CardImage() {}

    /**
     * Writes an image, whole or not at all. Signature and serial number follow from the files, so the same files give
     * the same image.
     *
     * @param target the image file; replaced
     * @param size bytes, a power of two
     * @param label the partition's label
     * @param files contents by path
     */
    public static void write(Path target, long size, String label, Map<String, byte[]> files) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Mbr.Partition partition =
                new Mbr.Partition(Mbr.FAT32_LBA, ALIGNMENT / Mbr.SECTOR, (size - ALIGNMENT) / Mbr.SECTOR);
        int identity = identity(files);
        try (FileChannel disk = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.wrap(new Mbr(identity, List.of(partition)).bytes()), 0);
            Fat32Writer.write(disk, partition, label, identity, files);
            disk.write(ByteBuffer.allocate(1), size - 1);
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int identity(Map<String, byte[]> files) {
        CRC32 sum = new CRC32();
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            sum.update(file.getKey().getBytes(StandardCharsets.UTF_8));
            sum.update(file.getValue());
        }
        return (int) sum.getValue();
    }

    /**
     * The files of an image's first FAT32 partition, by path.
     *
     * @throws DiskFormatException if the image has no such partition, or a broken one
     */
    public static Map<String, byte[]> read(Path image) throws IOException {
        try (FileChannel disk = FileChannel.open(image, StandardOpenOption.READ)) {
            ByteBuffer sector = ByteBuffer.allocate(Mbr.SECTOR);
            disk.read(sector, 0);
            Mbr mbr = Mbr.read(sector.array());
            Mbr.Partition partition = mbr.partitions().stream()
                    .filter(candidate -> candidate.type() == Mbr.FAT32_LBA)
                    .findFirst()
                    .orElseThrow(() -> new DiskFormatException(image
                            + " has no partition of type 0x0c (FAT32): expected a card image as `./cortado build`"
                            + " writes it"));
            Fat32Reader reader = new Fat32Reader(disk, partition);
            Map<String, byte[]> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Fat32Reader.Item item : reader.list()) {
                if (!item.folder()) {
                    files.put(item.path(), reader.content(item));
                }
            }
            return files;
        }
    }
}
