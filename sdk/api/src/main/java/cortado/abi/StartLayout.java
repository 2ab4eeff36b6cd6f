package cortado.abi;

/** What a new process finds: the address of this read-only block in its first argument register. Little-endian. */
public final class StartLayout {
    private StartLayout() {}

    /** {@code long}: {@link #MAGIC_VALUE}. */
    public static final int MAGIC = 0;

    public static final long MAGIC_VALUE = 0x31_4f_44_41_54_52_4f_43L; // "CORTADO1"
    /** {@code long}: the heap's first byte, page-aligned; zeroed memory, readable and writable. */
    public static final int HEAP = 8;
    /** {@code long}: bytes. */
    public static final int HEAP_SIZE = 16;
    /** {@code long}: the stack's lowest usable byte; the page below it is never mapped. */
    public static final int STACK = 24;
    /** {@code long}: bytes. */
    public static final int STACK_SIZE = 32;
    /** {@code int}: bytes of the environ blob. */
    public static final int ENVIRON_LENGTH = 40;
    /** {@code int}. */
    public static final int HANDLE_COUNT = 44;
    /** {@code int[32]}: the handles that the creator gave, in its order. */
    public static final int HANDLES = 48;

    public static final int ENVIRON = HANDLES + 4 * Limits.START_HANDLES;
    public static final int SIZE = ENVIRON + Limits.ENVIRON;
}
