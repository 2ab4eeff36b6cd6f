package cortado.abi;

/** One event from a poll: 16 bytes. */
public final class EventLayout {
    private EventLayout() {}

    /** {@code long}: the key given when the handle was added. */
    public static final int KEY = 0;
    /** {@code int}: the {@link Signals} that hold. */
    public static final int SIGNALS = 8;
    /** {@code int}. */
    public static final int HANDLE = 12;

    public static final int SIZE = 16;
}
