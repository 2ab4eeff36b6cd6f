package cortado.flash.disk;

import cortado.flash.map.Span;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a disk that mean something: everything but the clusters that no file of a FAT32 partition uses. What is
 * not understood counts as used.
 */
public final class UsedSpace {
    private UsedSpace() {}

    /** The used stretches of a whole disk; they may overlap. */
    public static List<Span> of(FileChannel disk, long size) throws IOException {
        List<Mbr.Partition> partitions;
        try {
            partitions = PartitionTable.read(disk).partitions();
        } catch (DiskFormatException e) {
            return List.of(new Span(0, size));
        }
        if (partitions.isEmpty()) {
            return List.of(new Span(0, size));
        }
        List<Span> used = new ArrayList<>();
        for (Mbr.Partition partition : partitions) {
            used.addAll(of(disk, partition));
        }
        outside(partitions, size, used);
        return used;
    }

    /** The used stretches of one partition, counted from the start of the disk. */
    public static List<Span> of(FileChannel disk, Mbr.Partition partition) throws IOException {
        long start = partition.firstSector() * Mbr.SECTOR;
        if (partition.sectors() == 0) {
            return List.of();
        }
        FatLayout layout;
        try {
            layout = BootSector.read(read(disk, start, Mbr.SECTOR)).layout();
        } catch (DiskFormatException e) {
            return List.of(new Span(start, partition.sectors() * Mbr.SECTOR));
        }
        List<Span> used = new ArrayList<>();
        used.add(new Span(start, layout.clusterStart(FatLayout.ROOT_CLUSTER)));
        ByteBuffer table = ByteBuffer.wrap(read(
                        disk,
                        start + (long) layout.reservedSectors() * Mbr.SECTOR,
                        Math.toIntExact((layout.clusters() + 2) * 4)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int cluster = 2; cluster < layout.clusters() + 2; cluster++) {
            if ((table.getInt(cluster * 4) & FatLayout.ENTRY_MASK) != 0) {
                used.add(new Span(start + layout.clusterStart(cluster), layout.clusterBytes()));
            }
        }
        return used;
    }

    /** Adds what lies in no partition, such as the partition table itself and what a boot loader keeps behind it. */
    private static void outside(List<Mbr.Partition> partitions, long size, List<Span> used) {
        long end = 0;
        List<Mbr.Partition> sorted = partitions.stream()
                .sorted((a, b) -> Long.compare(a.firstSector(), b.firstSector()))
                .toList();
        for (Mbr.Partition partition : sorted) {
            long start = partition.firstSector() * Mbr.SECTOR;
            if (start > end) {
                used.add(new Span(end, start - end));
            }
            end = Math.max(end, start + partition.sectors() * Mbr.SECTOR);
        }
        if (size > end) {
            used.add(new Span(end, size - end));
        }
    }

    private static byte[] read(FileChannel disk, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (disk.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("the disk ends at byte " + (offset + bytes.position())
                        + ", inside of what its tables describe");
            }
        }
        return bytes.array();
    }
}
