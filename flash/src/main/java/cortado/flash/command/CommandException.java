package cortado.flash.command;

import java.util.List;

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

    /**
     * For words of which a subcommand can make nothing.
     *
     * @param expected its forms, as they would be typed
     */
    static CommandException misused(String subcommand, List<String> words, String expected) {
        String typed = (subcommand + " " + String.join(" ", words)).strip();
        return new CommandException(Exit.USAGE, "`" + typed + "` found; " + expected + " was expected");
    }

    /** The exit status. */
    public int status() {
        return status;
    }
}
