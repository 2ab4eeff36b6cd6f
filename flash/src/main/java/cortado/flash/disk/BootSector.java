package cortado.flash.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The first three sectors of a FAT32 file system: the BIOS parameter block, the free-space hint and an empty third. */
final class BootSector {
    private static final int MARK = 510;
    private static final short MARK_VALUE = (short) 0xaa55;

    private static final int BYTES_PER_SECTOR = 11;
    private static final int SECTORS_PER_CLUSTER = 13;
    private static final int RESERVED_SECTORS = 14;
    private static final int FAT_COUNT = 16;
    private static final int ROOT_ENTRIES = 17;
    private static final int SECTORS_16 = 19;
    private static final int FAT_SECTORS_16 = 22;
    private static final int SECTORS_32 = 32;
    private static final int FAT_SECTORS_32 = 36;
    private static final int ROOT_CLUSTER = 44;

    private BootSector() {}

    static byte[] bytes(FatLayout layout, long firstSector, byte[] label, int serial) {
        byte[] bytes = last();
        ByteBuffer sector = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        // A jump over the parameter block and the maker's name, which some readers insist on.
        sector.put(0, new byte[] {(byte) 0xeb, 0x58, (byte) 0x90});
        sector.put(3, "CORTADO ".getBytes(StandardCharsets.US_ASCII));
        sector.putShort(BYTES_PER_SECTOR, (short) FatLayout.SECTOR);
        sector.put(SECTORS_PER_CLUSTER, (byte) layout.sectorsPerCluster());
        sector.putShort(RESERVED_SECTORS, (short) layout.reservedSectors());
        sector.put(FAT_COUNT, (byte) FatLayout.FATS);
        sector.put(21, (byte) FatLayout.MEDIA);
        // Sectors per track and heads: only BIOSes of the last century look at them.
        sector.putShort(24, (short) 63);
        sector.putShort(26, (short) 255);
        sector.putInt(28, (int) firstSector);
        sector.putInt(SECTORS_32, (int) layout.sectors());
        sector.putInt(FAT_SECTORS_32, (int) layout.fatSectors());
        sector.putInt(ROOT_CLUSTER, FatLayout.ROOT_CLUSTER);
        sector.putShort(48, (short) FatLayout.INFO_SECTOR);
        sector.putShort(50, (short) FatLayout.BACKUP_SECTOR);
        sector.put(64, (byte) 0x80);
        sector.put(66, (byte) 0x29);
        sector.putInt(67, serial);
        sector.put(71, label);
        sector.put(82, "FAT32   ".getBytes(StandardCharsets.US_ASCII));
        return bytes;
    }

    static byte[] info(long freeClusters, int nextCluster) {
        byte[] bytes = last();
        ByteBuffer sector = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        sector.putInt(0, 0x4161_5252);
        sector.putInt(484, 0x6141_7272);
        sector.putInt(488, (int) freeClusters);
        sector.putInt(492, nextCluster);
        return bytes;
    }

    /** A sector that says nothing but that it belongs to the three. */
    static byte[] last() {
        byte[] bytes = new byte[FatLayout.SECTOR];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(MARK, MARK_VALUE);
        return bytes;
    }

    /** The layout that a parameter block describes, and its root directory's first cluster. */
    record Parsed(FatLayout layout, int rootCluster) {}

    /**
     * Reads a parameter block.
     *
     * @throws DiskFormatException if it does not describe a FAT32 with sectors of 512 bytes and two tables
     */
    static Parsed read(byte[] bytes) {
        ByteBuffer sector = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        expect(sector.getShort(MARK) == MARK_VALUE, "it does not end in 55 aa");
        expect(sector.getShort(BYTES_PER_SECTOR) == FatLayout.SECTOR, "its sectors are not 512 bytes long");
        expect(
                sector.getShort(ROOT_ENTRIES) == 0
                        && sector.getShort(SECTORS_16) == 0
                        && sector.getShort(FAT_SECTORS_16) == 0,
                "its fields are those of FAT12 or FAT16");
        expect(sector.get(FAT_COUNT) == FatLayout.FATS, "it does not have two tables");
        int perCluster = Byte.toUnsignedInt(sector.get(SECTORS_PER_CLUSTER));
        expect(Integer.bitCount(perCluster) == 1, "its clusters are not a power of two of sectors");
        FatLayout layout = new FatLayout(
                Integer.toUnsignedLong(sector.getInt(SECTORS_32)),
                perCluster,
                Short.toUnsignedInt(sector.getShort(RESERVED_SECTORS)),
                Integer.toUnsignedLong(sector.getInt(FAT_SECTORS_32)));
        expect(
                layout.clusters() >= 1 && layout.fatSectors() * 128 >= layout.clusters() + 2,
                "its tables are too short");
        expect(layout.clusters() <= FatLayout.MOST_CLUSTERS, "it has more clusters than FAT32 numbers");
        return new Parsed(layout, sector.getInt(ROOT_CLUSTER));
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new DiskFormatException(
                    "the partition's first sector is not that of a FAT32 file system: " + otherwise);
        }
    }
}
