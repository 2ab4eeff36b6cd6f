package cortado.aot.classlib.java.util;

/** A flag does not fit its conversion. */
public class FormatFlagsConversionMismatchException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public FormatFlagsConversionMismatchException(String flag, char conversion) {
        super("Conversion = " + conversion + ", Flags = " + flag);
    }
}
