package cortado.app.shell;

/** A command was given arguments that it does not take. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param text what is wrong, or empty where the usage says enough */
    UsageException(String text) {
        super(text);
    }
}
