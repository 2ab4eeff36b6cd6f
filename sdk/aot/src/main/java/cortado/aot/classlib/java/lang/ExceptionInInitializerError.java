package cortado.aot.classlib.java.lang;

/** A static initialiser threw something that is not an error. */
@SuppressWarnings("JavaLangClash")
public class ExceptionInInitializerError extends LinkageError {
    private static final long serialVersionUID = 1;

    public ExceptionInInitializerError() {
        super(null, null);
    }

    public ExceptionInInitializerError(Throwable thrown) {
        super(null, thrown);
    }

    public ExceptionInInitializerError(String message) {
        super(message, null);
    }

    public Throwable getException() {
        return getCause();
    }
}
