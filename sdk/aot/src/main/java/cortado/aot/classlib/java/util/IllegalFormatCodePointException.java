package cortado.aot.classlib.java.util;

/** A number is no character. */
public class IllegalFormatCodePointException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public IllegalFormatCodePointException(int codePoint) {
        super("Code point = 0x" + Integer.toHexString(codePoint));
    }
}
