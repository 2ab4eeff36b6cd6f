package cortado.arch.aarch64;

/**
 * The SMMU's linear stream table (IHI 0070 §5.2): for each stream, which stage 2 tables its accesses go through. An
 * entry that is not valid stops them, and each is reported.
 */
final class StreamTable {
    /** Streams, as a power of two: the functions of one PCI bus. */
    static final int SIZE_SHIFT = 8;

    /** Bytes of it; it lies at a multiple of that. */
    static final int BYTES = 64 << SIZE_SHIFT;

    private static final long VALID = 1;
    private static final int CONFIG_SHIFT = 1;
    /** Config: stop everything and report nothing. */
    private static final long STOP = VALID;
    /** Config: stage 2 alone. */
    private static final long STAGE_2 = VALID | 6 << CONFIG_SHIFT;

    /** SHCFG, second double word: as the access says. */
    private static final long SHAREABILITY_INCOMING = 1L << 44;

    /** Third double word: 39-bit addresses from level 1, 4 KiB pages, write-back inner-shareable walks. */
    private static final long WALK = 25L << 32 | 1L << 38 | 1L << 40 | 1L << 42 | 3L << 44;

    private static final int S2PS_SHIFT = 48;
    private static final long S2AA64 = 1L << 51;
    /** Access flags are not looked at. */
    private static final long S2AFFD = 1L << 53;
    /** Faults are reported. */
    private static final long S2R = 1L << 58;

    private final PhysicalMemory memory;
    private final Translations ordering;
    private final long table;
    private final long attributes;

    /** @param addressSize IDR5.OAS, the size of physical addresses */
    StreamTable(PhysicalMemory memory, Translations ordering, long table, int addressSize) {
        this.memory = memory;
        this.ordering = ordering;
        this.table = table;
        this.attributes = WALK | (long) addressSize << S2PS_SHIFT | S2AA64 | S2AFFD | S2R;
    }

    private long entry(int stream) {
        return table + ((long) stream << 6);
    }

    /** Lets a stream go through tables. */
    void translate(int stream, long root) {
        long entry = entry(stream);
        memory.store(entry + 8, SHAREABILITY_INCOMING);
        memory.store(entry + 16, attributes | vmid(stream));
        memory.store(entry + 24, root);
        ordering.begin();
        memory.store(entry, STAGE_2);
    }

    /** Stops a stream. */
    void stop(int stream) {
        memory.store(entry(stream), STOP);
    }

    /** Lets a stream go on where it was stopped: through its tables, or where it had none to where it is reported. */
    void resume(int stream, long root) {
        memory.store(entry(stream), root == 0 ? 0 : STAGE_2);
    }

    /** What the SMMU remembers of a stream's tables is told apart by this. */
    static int vmid(int stream) {
        return stream;
    }
}
