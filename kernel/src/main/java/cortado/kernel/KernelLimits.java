package cortado.kernel;

/** Sizes of the kernel's pools, fixed when it is built. */
public final class KernelLimits {
    private KernelLimits() {}

    public static final int CPUS = 4;
    /** Processes at once; each has one thread, one context slot and one address space of the same number. */
    public static final int PROCESSES = 64;

    /** Pairs of channel ends. */
    public static final int CHANNELS = 512;

    public static final int POLLS = 128;
    /** Handles watched by all polls together. */
    public static final int WATCHES = 2048;

    public static final int FOLIOS = 1024;
    public static final int TIMERS = 256;
    public static final int INTERRUPTS = 256;
    /** Interrupt lines that a controller may number, from 0. */
    public static final int INTERRUPT_LINES = 1024;
    /** Virtual machines. */
    public static final int VMS = 16;
    /** Virtual CPUs of all virtual machines together. */
    public static final int VCPUS = 32;
    /** Contexts: those of processes, then those of vcpus. */
    public static final int CONTEXTS = PROCESSES + VCPUS;
    /** Queued messages in all channels together. */
    public static final int MESSAGES = 2048;
    /** Messages that one process may have sent and no one received yet. */
    public static final int MESSAGES_IN_FLIGHT = 256;
    /** Messages that any process may have under way, however many the others have. */
    public static final int MESSAGES_OWED = 8;
    /** Handles of one process; a power of two. */
    public static final int HANDLES = 256;
    /** Mappings of one process. */
    public static final int MAPPINGS = 64;
    /** Bytes of the kernel's log; a power of two. */
    public static final int LOG = 128 * 1024;
    /** Bytes of RAM that are left alone, for what is to outlive a restart of the machine. */
    public static final int KEPT = 128 * 1024;
    /** Span of RAM, from its lowest address, that the page allocator can manage. */
    public static final long MEMORY = 16L << 30;
    /** How long a context runs while another of its priority waits, in nanoseconds. */
    public static final long TIME_SLICE = 10_000_000;
    /** Pages below a stack that are never mapped: a fault there is told as a stack overflow. */
    public static final int STACK_GUARD = 16;

    /** What the first process gets; the others get what it says. In bytes. */
    public static final long SUPERVISOR_HEAP = 4L << 20;

    public static final long SUPERVISOR_STACK = 256L << 10;
    public static final long SUPERVISOR_MEMORY = 64L << 20;
    public static final int SUPERVISOR_PRIORITY = 20;
}
