package cortado.aot.classlib.java.util;

import java.util.NoSuchElementException;

/** A token is not what a scanner was asked for. */
public class InputMismatchException extends NoSuchElementException {
    private static final long serialVersionUID = 1;

    public InputMismatchException() {}

    public InputMismatchException(String message) {
        super(message);
    }
}
