package cortado.kernel;

/** Sizes of the kernel's pools, fixed when it is built. */
public final class KernelLimits {
    private KernelLimits() {}

    public static final int CPUS = 4;
    /** Processes alive at once; each has one thread, one context slot and one address space of the same number. */
    public static final int PROCESSES = 64;

    public static final int CHANNELS = 512;
    public static final int POLLS = 128;
    /** Handles watched by all polls together. */
    public static final int WATCHES = 2048;

    public static final int FOLIOS = 1024;
    public static final int TIMERS = 256;
    public static final int INTERRUPTS = 256;
    /** Queued messages in all channels together. */
    public static final int MESSAGES = 2048;
    /** Handles of one process. */
    public static final int HANDLES = 256;
    /** Mappings of one process. */
    public static final int MAPPINGS = 64;
    /** Bytes of the kernel's log. */
    public static final int LOG = 128 * 1024;
    /** RAM that the page allocator can manage. */
    public static final long MEMORY = 16L << 30;
}
