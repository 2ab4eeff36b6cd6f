package cortado.aot.classlib.java.util;

/** A format has a width where there is none. */
public class IllegalFormatWidthException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public IllegalFormatWidthException(int width) {
        super(Integer.toString(width));
    }
}
