package cortado.flash.map;

/** A block map that cannot be used; the message says why. */
public final class MapException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public MapException(String message) {
        super(message);
    }
}
