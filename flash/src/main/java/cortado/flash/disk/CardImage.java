package cortado.flash.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32;

/** Writes card images: a partition table and FAT32 partitions, the same bytes for the same files. */
public final class CardImage {
    private CardImage() {}

    /** As {@link #write(Path, CardLayout)}: an MBR and one partition from 1 MiB to the end. */
    public static void write(Path target, long size, String label, Map<String, byte[]> files) throws IOException {
        write(target, CardLayout.single(PartitionTable.Format.MBR, size, label, files));
    }

    /**
     * Writes an image, whole or not at all. Signature, GUIDs and serial numbers follow from the files, so the same
     * files give the same image.
     *
     * @param target the image file; replaced
     */
    public static void write(Path target, CardLayout layout) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        int identity = identity(layout.volumes().getLast().files());
        try (FileChannel disk = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.allocate(1), layout.size() - 1);
            writeTable(disk, layout, identity);
            for (CardLayout.Volume volume : layout.volumes()) {
                Fat32Writer.write(disk, partition(volume), volume.label(), identity, volume.files());
            }
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeTable(FileChannel disk, CardLayout layout, int identity) throws IOException {
        if (layout.format() == PartitionTable.Format.MBR) {
            List<Mbr.Partition> partitions =
                    layout.volumes().stream().map(CardImage::partition).toList();
            disk.write(ByteBuffer.wrap(new Mbr(identity, partitions).bytes()), 0);
            return;
        }
        List<Gpt.Partition> partitions = new ArrayList<>();
        for (CardLayout.Volume volume : layout.volumes()) {
            Mbr.Partition partition = partition(volume);
            partitions.add(new Gpt.Partition(
                    Gpt.BASIC_DATA,
                    id(identity, partitions.size() + 1),
                    partition.firstSector(),
                    partition.sectors(),
                    volume.label()));
        }
        new Gpt(id(identity, 0), partitions).write(disk, layout.size());
    }

    private static UUID id(int identity, int number) {
        return UUID.nameUUIDFromBytes(("cortado " + identity + " " + number).getBytes(StandardCharsets.US_ASCII));
    }

    private static Mbr.Partition partition(CardLayout.Volume volume) {
        return new Mbr.Partition(Mbr.FAT32_LBA, volume.start() / Mbr.SECTOR, volume.bytes() / Mbr.SECTOR);
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
     * The files that the firmware boots from, by path: those of the first FAT32 partition or, on a card with two slots,
     * of the usual one.
     *
     * @throws DiskFormatException if the image has no such partition, or a broken one
     */
    public static Map<String, byte[]> read(Path image) throws IOException {
        try (Card card = Card.open(image)) {
            return card.files(card.bootPartition(false));
        }
    }
}
