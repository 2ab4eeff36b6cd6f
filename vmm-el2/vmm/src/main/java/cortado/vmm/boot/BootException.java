package cortado.vmm.boot;

/** A guest cannot be started from what was given: a sentence for the person who gave it. */
public final class BootException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BootException(String message) {
        super(message);
    }
}
