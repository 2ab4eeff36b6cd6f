package cortado.aot.classlib.java.util;

/** A format wants more arguments than there are. */
public class MissingFormatArgumentException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public MissingFormatArgumentException(String specifier) {
        super("Format specifier '" + specifier + "'");
    }
}
