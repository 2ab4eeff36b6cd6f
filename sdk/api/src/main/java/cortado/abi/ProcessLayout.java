package cortado.abi;

/** The parameters of {@link Call#PROCESS_CREATE}. Little-endian; no alignment is asked. */
public final class ProcessLayout {
    private ProcessLayout() {}

    /** {@code byte[32]}: UTF-8, padded with NUL. */
    public static final int NAME = 0;
    /** {@code int}: a folio that holds a static ELF64; needs READ and EXECUTE. */
    public static final int IMAGE = 32;
    /** {@code int}: 1 to 31. */
    public static final int PRIORITY = 36;
    /** {@code long}: where in the folio the ELF starts; whole pages are shared, not copied. */
    public static final int IMAGE_OFFSET = 40;
    /** {@code long}: bytes. */
    public static final int IMAGE_LENGTH = 48;
    /** {@code long}: heap bytes. */
    public static final int HEAP_SIZE = 56;
    /** {@code long}: stack bytes. */
    public static final int STACK_SIZE = 64;
    /** {@code long}: most bytes of memory the process may hold, image data, heap, stack and tables included. */
    public static final int MEMORY_QUOTA = 72;
    /** {@code int}: most handles. */
    public static final int HANDLE_QUOTA = 80;
    /** {@code int}: most kernel objects (channels, polls, timers, folios) created by it and alive. */
    public static final int OBJECT_QUOTA = 84;
    /** {@code int}: environ bytes at {@link #ENVIRON}. */
    public static final int ENVIRON_LENGTH = 88;
    /** {@code int}. */
    public static final int HANDLE_COUNT = 92;
    /** {@code long}: user address of the environ blob. */
    public static final int ENVIRON = 96;
    /** {@code int[32]}: moved to the new process; each needs TRANSFER. */
    public static final int HANDLES = 104;

    /** {@code int}: most channels among the objects. */
    public static final int CHANNEL_QUOTA = HANDLES + 4 * Limits.START_HANDLES;
    /** {@code int}: most timers among the objects. */
    public static final int TIMER_QUOTA = CHANNEL_QUOTA + 4;
    /**
     * {@code int}: how much of a CPU the process and its vcpus may take together, in thousandths of one CPU, over each
     * {@link Limits#CPU_PERIOD}; 0 for as much as there is.
     */
    public static final int CPU_SHARE = TIMER_QUOTA + 4;

    public static final int SIZE = CPU_SHARE + 4;
}
