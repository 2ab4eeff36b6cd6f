package cortado.flash.disk;

/**
 * Where the parts of a FAT32 file system lie, and the numbers that describe it (Microsoft's FAT specification, version
 * 1.03).
 *
 * @param sectors of the whole partition
 * @param sectorsPerCluster a power of two
 * @param reservedSectors in front of the first table
 * @param fatSectors of one of the two tables
 */
record FatLayout(long sectors, int sectorsPerCluster, int reservedSectors, long fatSectors) {
    static final int SECTOR = Mbr.SECTOR;
    static final int FATS = 2;
    static final int RESERVED = 32;
    static final int INFO_SECTOR = 1;
    static final int BACKUP_SECTOR = 6;
    static final int ROOT_CLUSTER = 2;
    static final int MEDIA = 0xf8;
    /** Fewer clusters than this make a FAT16. */
    static final int FEWEST_CLUSTERS = 65_525;
    /** The last number that is neither a mark nor kept free. */
    static final int MOST_CLUSTERS = 0x0fff_fff5;

    static final int END_OF_CHAIN = 0x0fff_ffff;
    static final int END_FROM = 0x0fff_fff8;
    static final int ENTRY_MASK = 0x0fff_ffff;

    static final int DIRECTORY_ENTRY = 32;
    static final int READ_ONLY = 0x01;
    static final int VOLUME_LABEL = 0x08;
    static final int DIRECTORY = 0x10;
    static final int ARCHIVE = 0x20;
    static final int LONG_NAME = 0x0f;

    /** The layout for a partition of this size: the largest clusters of at most 4 KiB that leave a FAT32. */
    static FatLayout forPartition(long sectors) {
        for (int perCluster = 8; perCluster >= 1; perCluster /= 2) {
            FatLayout layout = withClusters(sectors, perCluster);
            if (layout.clusters() >= FEWEST_CLUSTERS) {
                return layout;
            }
        }
        throw new IllegalArgumentException(sectors + " sectors are too few for FAT32, which has at least "
                + FEWEST_CLUSTERS + " clusters; make the image 64 MiB or larger");
    }

    private static FatLayout withClusters(long sectors, int perCluster) {
        long fatSectors = 1;
        while (true) {
            long clusters = (sectors - RESERVED - FATS * fatSectors) / perCluster;
            long needed = ((clusters + 2) * 4 + SECTOR - 1) / SECTOR;
            if (needed <= fatSectors) {
                return new FatLayout(sectors, perCluster, RESERVED, fatSectors);
            }
            fatSectors = needed;
        }
    }

    /** Clusters for data; they are numbered from 2. */
    long clusters() {
        return (sectors - reservedSectors - FATS * fatSectors) / sectorsPerCluster;
    }

    int clusterBytes() {
        return sectorsPerCluster * SECTOR;
    }

    /** The byte of the partition where a cluster starts. */
    long clusterStart(int cluster) {
        long sector = reservedSectors + FATS * fatSectors + (long) (cluster - 2) * sectorsPerCluster;
        return sector * SECTOR;
    }
}
