package cortado.aot.classlib.java.util;

/** A format has a precision where there is none. */
public class IllegalFormatPrecisionException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public IllegalFormatPrecisionException(int precision) {
        super(Integer.toString(precision));
    }
}
