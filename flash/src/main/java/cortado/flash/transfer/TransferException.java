package cortado.flash.transfer;

/** A transfer that did not end as it should. The message ends with the state that the target was left in. */
public final class TransferException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why it ended. */
    public enum Cause {
        /** The person stopped it. */
        STOPPED,
        /** The target could not be read or written. */
        TARGET,
        /** The image could not be read, or is not what its map says. */
        IMAGE,
        /** What was read back is not what was written. */
        VERIFICATION
    }

    private final Cause why;
    private final transient CardState state;

    TransferException(Cause why, String message, CardState state, String target) {
        super(message + "\n" + state.sentence(target));
        this.why = why;
        this.state = state;
    }

    /** Why it ended. */
    public Cause why() {
        return why;
    }

    /** What is on the target now. */
    public CardState state() {
        return state;
    }
}
