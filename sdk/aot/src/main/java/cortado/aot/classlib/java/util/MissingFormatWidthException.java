package cortado.aot.classlib.java.util;

/** A flag of a format needs a width. */
public class MissingFormatWidthException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public MissingFormatWidthException(String specifier) {
        super(specifier);
    }
}
