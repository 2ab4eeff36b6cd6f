package cortado.abi;

/**
 * What a kernel that panicked left for the next boot, at the end of the memory that outlives a restart: a zone as Linux
 * lays them out for {@code ramoops} (fs/pstore/ram_core.c), with one record, which begins with the line
 * {@code ====SECONDS.MICROSECONDS-D} (fs/pstore/ram.c); here the time since boot.
 */
public final class LastWordsLayout {
    private LastWordsLayout() {}

    /** {@code int}: {@link #MAGIC}; anything else means that there is nothing. */
    public static final int SIGNATURE = 0;
    /** {@code int}: where the next byte would go; the same as {@link #LENGTH}, since nothing is ever overwritten. */
    public static final int START = 4;
    /** {@code int}: bytes of text. */
    public static final int LENGTH = 8;
    /** The first byte of the text. */
    public static final int TEXT = 12;

    /** "DBGC". */
    public static final int MAGIC = 0x4347_4244;

    /** Bytes in all. */
    public static final int SIZE = 4096;

    /** Before the time in the text's first line. */
    public static final String BEFORE_TIME = "====";
    /** Behind it. */
    public static final String AFTER_TIME = "-D";
}
