package cortado.flash.manifest;

/** A manifest, signature or key that cannot be used; the message says why. */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public ManifestException(String message) {
        super(message);
    }
}
