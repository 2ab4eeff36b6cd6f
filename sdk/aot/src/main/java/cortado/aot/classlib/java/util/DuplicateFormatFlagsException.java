package cortado.aot.classlib.java.util;

/** A flag of a format is given twice. */
public class DuplicateFormatFlagsException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public DuplicateFormatFlagsException(String flags) {
        super("Flags = '" + flags + "'");
    }
}
