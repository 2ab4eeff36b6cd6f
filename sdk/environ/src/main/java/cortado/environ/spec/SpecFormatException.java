package cortado.environ.spec;

/** A compiled spec that is not one, is cut off, or is of another version. */
public final class SpecFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    SpecFormatException(String message) {
        super(message);
    }
}
