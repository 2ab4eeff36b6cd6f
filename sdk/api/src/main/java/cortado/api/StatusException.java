package cortado.api;

import cortado.abi.Status;

/** A system call, or a server asked through a channel, said no. */
public final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A {@link Status}. */
    private final int status;

    /** For a call that failed: what was tried, and why it did not happen. */
    public StatusException(String tried, int status) {
        super(tried + ": " + Status.text(status));
        this.status = status;
    }

    private StatusException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** For a refusal whose sentence says all there is to say. */
    public static StatusException saying(int status, String sentence) {
        return new StatusException(status, sentence);
    }

    /** The {@link Status}. */
    public int status() {
        return status;
    }

    /** Returns {@code result} unless it is negative. */
    public static long check(String tried, long result) {
        if (result < 0) {
            throw new StatusException(tried, (int) result);
        }
        return result;
    }
}
