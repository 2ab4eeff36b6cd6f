package cortado.arch.aarch64;

/** The SMMU's event queue (IHI 0070 §3.5, §7): what devices tried and were not let. */
final class SmmuEvents {
    /** Events that fit, as a power of two; a page of them. */
    static final int SIZE_SHIFT = 7;

    private static final int EVENT = 32;
    private static final int WRAP = 1 << SIZE_SHIFT;
    private static final int POSITION = 2 * WRAP - 1;
    /** RnW, in the second double word. */
    private static final long READ = 1L << 35;

    private final RegisterBlock registers;
    private final PhysicalMemory memory;
    private final Translations ordering;
    private final long queue;
    private int consumer;
    private int stream;
    private long address;
    private boolean write;

    SmmuEvents(RegisterBlock registers, PhysicalMemory memory, Translations ordering, long queue) {
        this.registers = registers;
        this.memory = memory;
        this.ordering = ordering;
        this.queue = queue;
    }

    /** Takes the next event, if there is one; also says that it is known that some were lost. */
    boolean next() {
        int producer = registers.load(SmmuRegister.EVENTQ_PROD);
        if ((producer & POSITION) == consumer) {
            return false;
        }
        ordering.finish(); // the event is read after the position
        long at = queue + (long) (consumer & (WRAP - 1)) * EVENT;
        stream = (int) (memory.load(at) >>> 32);
        write = (memory.load(at + 8) & READ) == 0;
        address = memory.load(at + 16);
        consumer = consumer + 1 & POSITION;
        registers.store(SmmuRegister.EVENTQ_CONS, consumer | (producer & SmmuRegister.EVENTQ_OVERFLOW));
        return true;
    }

    int stream() {
        return stream;
    }

    long address() {
        return address;
    }

    boolean isWrite() {
        return write;
    }
}
