package cortado.aot.classlib.java.util;

/** A format has a letter that means nothing. */
public class UnknownFormatConversionException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public UnknownFormatConversionException(String conversion) {
        super("Conversion = '" + conversion + "'");
    }
}
