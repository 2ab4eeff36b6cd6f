package cortado.environ.pci;

/** A function cannot be used, for a reason that the message says. */
public final class PciException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PciException(String message) {
        super(message);
    }
}
