package cortado.abi;

/** Why a system call failed: small negative numbers, in the place of the result. */
public final class Status {
    private Status() {}

    public static final int OK = 0;
    public static final int INVALID_ARGUMENT = -1;
    public static final int BAD_HANDLE = -2;
    public static final int WRONG_TYPE = -3;
    /** The handle lacks a right that the call needs, or the object may not be reached this way at all. */
    public static final int ACCESS_DENIED = -4;
    /** A pointer, or the end of the range that it starts, is not the process's own memory with the right access. */
    public static final int BAD_ADDRESS = -5;

    public static final int NO_MEMORY = -6;
    public static final int QUOTA_EXCEEDED = -7;
    public static final int WOULD_BLOCK = -8;
    public static final int PEER_CLOSED = -9;
    public static final int TIMED_OUT = -10;
    public static final int NOT_FOUND = -11;
    public static final int BUFFER_TOO_SMALL = -12;
    /** The process's handle table has no room for the handles that would arrive. */
    public static final int TABLE_FULL = -13;

    public static final int BUSY = -14;
    public static final int BAD_CALL = -15;
    public static final int NOT_SUPPORTED = -16;
    public static final int OUT_OF_RANGE = -17;
    /** An ELF image that is malformed or asks for what is not allowed. */
    public static final int BAD_IMAGE = -18;
    /** Whoever had taken the request ended before it answered, and starts again behind the same channel: ask again. */
    public static final int CANCELLED = -19;
    /** A device reported that it failed; never the kernel's answer. */
    public static final int DEVICE_ERROR = -20;

    /** What file servers answer, and never the kernel: the name is taken. */
    public static final int EXISTS = -21;
    /** The directory still has entries. */
    public static final int NOT_EMPTY = -22;

    public static final int NOT_A_DIRECTORY = -23;
    public static final int IS_A_DIRECTORY = -24;
    /** There is no room for more data, or no more files. */
    public static final int NO_SPACE = -25;

    public static final int READ_ONLY = -26;

    /** A sentence fragment for people. */
    public static String text(int status) {
        return switch (status) {
            case OK -> "ok";
            case INVALID_ARGUMENT -> "invalid argument";
            case BAD_HANDLE -> "no such handle";
            case WRONG_TYPE -> "handle of the wrong type";
            case ACCESS_DENIED -> "access denied";
            case BAD_ADDRESS -> "bad address";
            case NO_MEMORY -> "out of memory";
            case QUOTA_EXCEEDED -> "quota exceeded";
            case WOULD_BLOCK -> "would block";
            case PEER_CLOSED -> "the other end is closed";
            case TIMED_OUT -> "timed out";
            case NOT_FOUND -> "not found";
            case BUFFER_TOO_SMALL -> "buffer too small";
            case TABLE_FULL -> "handle table full";
            case BUSY -> "busy";
            case BAD_CALL -> "no such system call";
            case NOT_SUPPORTED -> "not supported";
            case OUT_OF_RANGE -> "out of range";
            case BAD_IMAGE -> "malformed image";
            case CANCELLED -> "cancelled";
            case DEVICE_ERROR -> "device error";
            case EXISTS -> "it exists already";
            case NOT_EMPTY -> "the directory is not empty";
            case NOT_A_DIRECTORY -> "not a directory";
            case IS_A_DIRECTORY -> "is a directory";
            case NO_SPACE -> "no space left";
            case READ_ONLY -> "it may only be read";
            default -> "status " + status;
        };
    }
}
