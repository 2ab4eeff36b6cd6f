package cortado.flash.target;

import java.io.IOException;

/** A device or file that could not be opened, read or written. The message says where and what to try. */
public final class TargetException extends IOException {
    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Kind {
        /** The medium, or the way to it, made an error. */
        ERROR,
        /** The device was pulled. */
        GONE,
        /** There is no more room. */
        FULL,
        /** It may not be written. */
        READ_ONLY,
        /** Something else uses it. */
        BUSY,
        /** The person may not open it. */
        DENIED
    }

    private final Kind kind;

    /** A failure of a kind. */
    public TargetException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
