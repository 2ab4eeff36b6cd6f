package cortado.driver.sdhci;

/** A command that the card did not answer, or answered with an error. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    CommandException(String text) {
        super(text);
    }
}
