package cortado.flash.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * What a card is divided into, in whichever of the two formats.
 *
 * @param format of the table
 * @param partitions in the table's order; the first is number 1 to the firmware
 */
public record PartitionTable(Format format, List<Mbr.Partition> partitions) {
    /** The formats that a Raspberry Pi's firmware reads. */
    public enum Format {
        /** Four entries in sector 0. */
        MBR,
        /** A GUID partition table. */
        GPT
    }

    /** Copies the list. */
    public PartitionTable {
        partitions = List.copyOf(partitions);
    }

    /**
     * Reads a card's table. A FAT partition of a GPT shows the type byte that it would have in an MBR.
     *
     * @throws DiskFormatException if there is none, or it is damaged
     */
    public static PartitionTable read(FileChannel disk) throws IOException {
        ByteBuffer sector = ByteBuffer.allocate(Mbr.SECTOR);
        disk.read(sector, 0);
        Mbr mbr = Mbr.read(sector.array());
        if (mbr.partitions().stream().noneMatch(partition -> partition.type() == Gpt.PROTECTIVE)) {
            return new PartitionTable(Format.MBR, mbr.partitions());
        }
        return new PartitionTable(
                Format.GPT,
                Gpt.read(disk).partitions().stream()
                        .map(partition -> new Mbr.Partition(
                                partition.isFat() ? Mbr.FAT32_LBA : 0, partition.firstSector(), partition.sectors()))
                        .toList());
    }
}
