package cortado.abi;

/** Why a process ended. */
public final class Cause {
    private Cause() {}

    public static final int NONE = 0;
    /** It called EXIT. */
    public static final int EXIT = 1;

    public static final int KILLED = 2;
    /** Load from, store to or execution of an unmapped address. */
    public static final int PAGE_FAULT = 3;
    /** An access that the mapping does not allow: a write to text, execution of data. */
    public static final int PROTECTION_FAULT = 4;
    /** The guard page under the stack. */
    public static final int STACK_OVERFLOW = 5;

    public static final int ALIGNMENT_FAULT = 6;
    public static final int ILLEGAL_INSTRUCTION = 7;
    public static final int BREAKPOINT = 8;
    /** An external abort: a device register that answers with an error. */
    public static final int BUS_ERROR = 9;

    /** It touched a page of a sparse folio for which there was no memory, or none within its creator's quota. */
    public static final int OUT_OF_MEMORY = 10;

    /** It did not come back to its event loop; the kernel says that of the first process alone. */
    public static final int HUNG = 11;

    /** A few words for the log. */
    public static String text(int cause) {
        return switch (cause) {
            case NONE -> "alive";
            case EXIT -> "exit";
            case KILLED -> "killed";
            case PAGE_FAULT -> "page fault";
            case PROTECTION_FAULT -> "protection fault";
            case STACK_OVERFLOW -> "stack overflow";
            case ALIGNMENT_FAULT -> "alignment fault";
            case ILLEGAL_INSTRUCTION -> "illegal instruction";
            case BREAKPOINT -> "breakpoint";
            case BUS_ERROR -> "bus error";
            case OUT_OF_MEMORY -> "out of memory";
            case HUNG -> "hung";
            default -> "unknown cause";
        };
    }
}
