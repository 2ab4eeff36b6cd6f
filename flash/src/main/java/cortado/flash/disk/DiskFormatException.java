package cortado.flash.disk;

/** A disk or file system that does not hold what its format promises; the message says where and what was expected. */
public final class DiskFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says where and what was expected. */
    public DiskFormatException(String message) {
        super(message);
    }
}
