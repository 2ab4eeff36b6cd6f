package cortado.abi;

/** A message in memory: a header of 32 bytes, little-endian, then the payload; no alignment is asked. */
public final class MessageLayout {
    private MessageLayout() {}

    /** A {@link MessageType}, {@code int}. The kernel passes it on unread. */
    public static final int TYPE = 0;
    /** {@code int}: chosen by a caller; its reply carries the same. 0 for messages that expect none. */
    public static final int ID = 4;
    /** {@code int}: payload bytes, at most {@link Limits#MESSAGE_PAYLOAD}. */
    public static final int LENGTH = 8;
    /** {@code int}: how many of the handle slots are used. */
    public static final int HANDLE_COUNT = 12;
    /** {@code int[4]}. */
    public static final int HANDLES = 16;

    public static final int PAYLOAD = 32;
    public static final int SIZE = PAYLOAD + Limits.MESSAGE_PAYLOAD;
}
