package cortado.flash.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A master boot record (sector 0 of a card): a disk signature and four partition entries of 16 bytes at offset 446.
 *
 * @param signature tells disks apart
 * @param partitions at most four, in the table's order
 */
public record Mbr(int signature, List<Partition> partitions) {
    /** Bytes of a sector, on every card this project writes. */
    public static final int SECTOR = 512;
    /** The type byte of a FAT32 partition that is addressed by sector number. */
    public static final int FAT32_LBA = 0x0c;

    private static final int SIGNATURE = 440;
    private static final int TABLE = 446;
    private static final int ENTRY = 16;
    private static final int MARK = 510;
    private static final short MARK_VALUE = (short) 0xaa55;
    /** Cylinder, head and sector of anything too far away for them; readers use the sector number instead. */
    private static final byte[] BEYOND_CHS = {(byte) 0xfe, (byte) 0xff, (byte) 0xff};

    /**
     * An entry of the table.
     *
     * @param type the type byte
     * @param firstSector counted from the start of the disk
     * @param sectors how many
     */
    public record Partition(int type, long firstSector, long sectors) {}

    /** Copies the list. */
    public Mbr {
        partitions = List.copyOf(partitions);
        if (partitions.size() > 4) {
            throw new IllegalArgumentException("an MBR has room for 4 partitions, not " + partitions.size());
        }
    }

    /** The sector. */
    public byte[] bytes() {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.putInt(SIGNATURE, signature);
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            int at = TABLE + i * ENTRY;
            sector.put(at + 1, BEYOND_CHS);
            sector.put(at + 4, (byte) partition.type());
            sector.put(at + 5, BEYOND_CHS);
            sector.putInt(at + 8, (int) partition.firstSector());
            sector.putInt(at + 12, (int) partition.sectors());
        }
        sector.putShort(MARK, MARK_VALUE);
        return sector.array();
    }

    /**
     * Reads sector 0 of a disk.
     *
     * @throws DiskFormatException if the sector does not end in the boot record's mark
     */
    public static Mbr read(byte[] bytes) {
        ByteBuffer sector = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < SECTOR || sector.getShort(MARK) != MARK_VALUE) {
            throw new DiskFormatException(
                    "sector 0 does not end in 55 aa: expected a master boot record, as `./cortado build` writes it");
        }
        List<Partition> partitions = new ArrayList<>();
        for (int at = TABLE; at < MARK; at += ENTRY) {
            int type = Byte.toUnsignedInt(sector.get(at + 4));
            if (type != 0) {
                partitions.add(new Partition(
                        type,
                        Integer.toUnsignedLong(sector.getInt(at + 8)),
                        Integer.toUnsignedLong(sector.getInt(at + 12))));
            }
        }
        return new Mbr(sector.getInt(SIGNATURE), partitions);
    }
}
