package cortado.aot.classlib.java.util;

/** An argument is of a type that its conversion cannot take. */
public class IllegalFormatConversionException extends IllegalFormatException {
    private static final long serialVersionUID = 1;

    public IllegalFormatConversionException(char conversion, Class<?> type) {
        super(conversion + " != " + type.getName());
    }
}
