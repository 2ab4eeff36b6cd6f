package cortado.abi;

/** One record of the kernel's log: a header of 16 bytes, then the text, padded to 8 bytes. */
public final class LogLayout {
    private LogLayout() {}

    /** {@code long}: nanoseconds since boot. */
    public static final int TIME = 0;
    /** {@code int}: the process's id, 0 for the kernel. */
    public static final int PROCESS = 8;
    /** {@code short}: bytes of text. */
    public static final int LENGTH = 12;
    /** {@code byte}: 0 error, 1 warning, 2 information, 3 detail. */
    public static final int LEVEL = 14;

    public static final int TEXT = 16;
}
