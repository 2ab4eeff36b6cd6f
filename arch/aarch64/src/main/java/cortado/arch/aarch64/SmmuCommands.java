package cortado.arch.aarch64;

/** The SMMU's command queue (IHI 0070 §3.5, §4): empty between any two calls, so that there is always room. */
final class SmmuCommands {
    /** Commands that fit, as a power of two; a page of them. */
    static final int SIZE_SHIFT = 8;

    private static final int COMMAND = 16;
    private static final int WRAP = 1 << SIZE_SHIFT;
    private static final int POSITION = 2 * WRAP - 1;
    private static final int HIGH = 32;

    private static final long CFGI_STE = 0x03;
    private static final long CFGI_ALL = 0x04;
    private static final long TLBI_S12_VMALL = 0x28;
    private static final long TLBI_NSNH_ALL = 0x30;
    private static final long SYNC = 0x46;
    /** Of CFGI_STE: only the stream table's entry itself. */
    private static final long LEAF = 1;
    /** Of CFGI_ALL: the range that stands for all streams. */
    private static final long ALL_STREAMS = 31;

    /** How often the queue is looked at before the hardware counts as dead: no command takes so long. */
    private static final int PATIENCE = 1_000_000;

    private final RegisterBlock registers;
    private final PhysicalMemory memory;
    private final Translations ordering;
    private final long queue;
    private int producer;
    private boolean dead;

    SmmuCommands(RegisterBlock registers, PhysicalMemory memory, Translations ordering, long queue) {
        this.registers = registers;
        this.memory = memory;
        this.ordering = ordering;
        this.queue = queue;
    }

    /** Forgets everything; false if the hardware does not answer. */
    boolean forgetAll() {
        put(CFGI_ALL, ALL_STREAMS);
        put(TLBI_NSNH_ALL, 0);
        return finish();
    }

    /** Has the stream's entry read again. */
    boolean forgetStream(int stream) {
        put(CFGI_STE | (long) stream << HIGH, LEAF);
        return finish();
    }

    /** Forgets what is remembered of the tables with this VMID. */
    boolean forgetTables(int vmid) {
        put(TLBI_S12_VMALL | (long) vmid << HIGH, 0);
        return finish();
    }

    private void put(long low, long high) {
        long at = queue + (long) (producer & (WRAP - 1)) * COMMAND;
        memory.store(at, low);
        memory.store(at + 8, high);
        producer = producer + 1 & POSITION;
    }

    /** Waits until all commands have taken effect; whoever got no answer once is not asked again. */
    private boolean finish() {
        put(SYNC, 0);
        ordering.begin();
        registers.store(SmmuRegister.CMDQ_PROD, producer);
        int tries = dead ? 0 : PATIENCE;
        while (tries > 0 && (registers.load(SmmuRegister.CMDQ_CONS) & POSITION) != producer) {
            tries--;
        }
        dead = tries == 0;
        return !dead;
    }
}
