package cortado.vmm;

/** The guest did what no specification allows. The message says what, for the log; the device it used is now broken. */
public final class GuestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GuestException(String message) {
        super(message);
    }
}
