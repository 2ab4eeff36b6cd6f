package cortado.aot.classlib.java.util;

/** A format is wrong, or does not fit its arguments. */
public class IllegalFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    IllegalFormatException(String message) {
        super(message);
    }
}
