package cortado.abi;

/** Sizes that both sides of the system-call boundary know. */
public final class Limits {
    private Limits() {}

    public static final int PAGE = 4096;
    /** Payload bytes of one message; more travels as a folio. */
    public static final int MESSAGE_PAYLOAD = 480;
    /** Handles in one message. */
    public static final int MESSAGE_HANDLES = 4;
    /** Messages that wait in one direction of a channel. */
    public static final int CHANNEL_DEPTH = 16;
    /** Bytes of one log line. */
    public static final int LOG_LINE = 256;
    /** Bytes of a process name, UTF-8. */
    public static final int PROCESS_NAME = 32;
    /** Bytes of a process's environ blob. */
    public static final int ENVIRON = 16 * 1024;
    /** Handles given to a process at start. */
    public static final int START_HANDLES = 32;
    /** Events that one wait returns. */
    public static final int POLL_EVENTS = 64;
    /** Scheduling priorities, 0 (idle) to 31 (first). */
    public static final int PRIORITIES = 32;
    /** Nanoseconds over which a process's CPU share is counted. */
    public static final long CPU_PERIOD = 100_000_000;
    /** Bytes of the largest {@link FolioFlag#SPARSE} folio. */
    public static final long SPARSE_FOLIO = 1L << 30;
    /** Virtual CPUs of one virtual machine. */
    public static final int VM_CPUS = 8;
    /** Mappings of one virtual machine. */
    public static final int VM_MAPPINGS = 16;
    /** The end of guest-physical addresses (39 bits). */
    public static final long GUEST_END = 1L << 39;
    /** The first user address that is not the null guard, and the end of user space (39-bit addresses). */
    public static final long USER_START = 0x1_0000L;

    public static final long USER_END = 1L << 39;
}
