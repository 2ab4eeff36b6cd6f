package cortado.flash.command;

/** Ends the command with a message for the person who typed it and an exit status; never a bug, so no trace. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** A failure that ends the command with {@link Exit#FAILED}. */
    public CommandException(String message) {
        this(Exit.FAILED, message);
    }

    /** A failure that ends the command with the status. */
    public CommandException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The exit status. */
    public int status() {
        return status;
    }
}
