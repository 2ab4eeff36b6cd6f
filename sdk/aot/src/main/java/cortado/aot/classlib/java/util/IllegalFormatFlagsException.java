package cortado.aot.classlib.java.util;

/** Flags of a format contradict each other. */
public class IllegalFormatFlagsException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public IllegalFormatFlagsException(String flags) {
        super("Flags = '" + flags + "'");
    }
}
