package cortado.flash.update;

/** An update that cannot be made, or went wrong; the message says which slot is in which state. */
public final class UpdateException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean written;

    UpdateException(boolean written, String message) {
        super(message);
        this.written = written;
    }

    /** Whether something had been written by then. */
    public boolean written() {
        return written;
    }
}
