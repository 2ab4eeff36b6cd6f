package cortado.api;

/** A message is not what its reader expected, or would be larger than messages are. */
public final class MessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MessageException(String text) {
        super(text);
    }
}
