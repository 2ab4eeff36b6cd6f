package cortado.arch.aarch64;

/**
 * The kernel's half of the address space, beyond what boot.S maps of the image: RAM, linearly, and the registers that
 * the kernel itself drives. Only used while the system boots, and only ever adds. RAM is mapped with the largest blocks
 * that fit; nothing is executable, and {@linkplain #keepOut holes} stay unmapped: above all the image, whose text must
 * not be writable under a second address.
 */
final class KernelSpace {
    /** Virtual address of physical address 0. */
    static final long LINEAR = 0xffff_ff80_0000_0000L;
    /** Physical addresses under this can be reached linearly. */
    static final long LINEAR_SIZE = 1L << 38;
    /** Where device registers appear, one block after the other. */
    static final long DEVICES = LINEAR + LINEAR_SIZE;

    private static final int MAX_HOLES = 32;

    private final PhysicalMemory tables;
    private final Translations translations;
    private final long root;
    private final long[] holeStarts = new long[MAX_HOLES];
    private final long[] holeEnds = new long[MAX_HOLES];
    private int holes;
    private long nextTable;
    private final long tablesEnd;
    private long nextDevice = DEVICES;

    /**
     * Extends a table.
     *
     * @param root physical address of the level 1 table of the upper half
     * @param tablesStart physical address of zeroed pages for more tables
     * @param tablesEnd the address behind them
     */
    KernelSpace(PhysicalMemory tables, Translations translations, long root, long tablesStart, long tablesEnd) {
        this.tables = tables;
        this.translations = translations;
        this.root = root;
        this.nextTable = tablesStart;
        this.tablesEnd = tablesEnd;
    }

    /** Leaves every page that has a byte of the range unmapped. Call before {@link #mapMemory}. */
    void keepOut(long start, long end) {
        if (holes == MAX_HOLES) {
            throw new IllegalStateException("device tree: more than 32 reserved regions that must not be mapped");
        }
        holeStarts[holes] = start & -Descriptor.PAGE;
        holeEnds[holes] = (end + Descriptor.PAGE - 1) & -Descriptor.PAGE;
        holes++;
    }

    /** Maps the whole pages of a region of RAM, holes left out. */
    void mapMemory(long start, long end) {
        long at = (start + Descriptor.PAGE - 1) & -Descriptor.PAGE;
        long limit = Math.min(end & -Descriptor.PAGE, LINEAR_SIZE);
        while (at < limit) {
            int hole = nextHole(at, limit);
            long stop = hole < 0 ? limit : Math.max(at, holeStarts[hole]);
            mapRange(LINEAR + at, at, stop, Descriptor.KERNEL_MEMORY);
            at = hole < 0 ? limit : holeEnds[hole];
        }
        translations.written();
    }

    /** The hole with the lowest start that has a byte from {@code at} up to {@code limit}, or -1. */
    private int nextHole(long at, long limit) {
        int found = -1;
        for (int i = 0; i < holes; i++) {
            boolean overlaps = holeEnds[i] > at && holeStarts[i] < limit;
            if (overlaps && (found < 0 || holeStarts[i] < holeStarts[found])) {
                found = i;
            }
        }
        return found;
    }

    /** Maps registers and returns the virtual address of the first. */
    long mapDevice(long physical, long size) {
        long start = physical & -Descriptor.PAGE;
        long end = (physical + size + Descriptor.PAGE - 1) & -Descriptor.PAGE;
        long virtual = nextDevice;
        mapRange(virtual, start, end, Descriptor.KERNEL_DEVICE);
        nextDevice += end - start + Descriptor.PAGE;
        translations.written();
        return virtual + (physical - start);
    }

    /** Maps pages at their own physical addresses. */
    void mapOneToOne(long start, long end, long attributes) {
        mapRange(start, start, end, attributes);
        translations.written();
    }

    /** Where the descriptor of the page at an address lies, for whoever maps others there from time to time. */
    long place(long virtual) {
        return entry(virtual, 3);
    }

    private void mapRange(long virtualStart, long start, long end, long attributes) {
        long virtual = virtualStart;
        long at = start;
        while (at < end) {
            int level = largestLevel(virtual | at, end - at);
            long type = level == 3 ? Descriptor.LEAF : Descriptor.BLOCK;
            tables.store(entry(virtual, level), at | attributes | type);
            at += 1L << Descriptor.shift(level);
            virtual += 1L << Descriptor.shift(level);
        }
    }

    private static int largestLevel(long alignment, long length) {
        int level = 1;
        while (level < 3
                && (length < 1L << Descriptor.shift(level)
                        || (alignment & ((1L << Descriptor.shift(level)) - 1)) != 0)) {
            level++;
        }
        return level;
    }

    /** Where the descriptor for an address at a level lies; tables on the way are made. */
    private long entry(long virtual, int level) {
        long table = root;
        for (int above = 1; above < level; above++) {
            long at = table + 8L * Descriptor.index(virtual, above);
            long descriptor = tables.load(at);
            if (!Descriptor.isTable(descriptor)) {
                if (nextTable == tablesEnd) {
                    throw new IllegalStateException(
                            "no table pages left to map RAM: its regions are too scattered; enlarge table_pool in"
                                    + " kernel.ld");
                }
                descriptor = nextTable | Descriptor.TABLE;
                nextTable += Descriptor.PAGE;
                tables.store(at, descriptor);
            }
            table = descriptor & Descriptor.ADDRESS;
        }
        return table + 8L * Descriptor.index(virtual, level);
    }
}
