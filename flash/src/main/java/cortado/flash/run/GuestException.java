package cortado.flash.run;

/** A guest that did not do what it was asked; {@link #reason} tells in which way. */
public final class GuestException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** The ways in which a guest fails its host. */
    public enum Reason {
        /** It took longer than the host was willing to wait. */
        TIMED_OUT,
        /** Its kernel panicked. */
        PANICKED,
        /** The emulator ended before the command did. */
        ENDED_EARLY,
        /** The emulator could not be started. */
        NOT_STARTED
    }

    /** A failure of a kind. */
    public GuestException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** In which way. */
    public Reason reason() {
        return reason;
    }
}
