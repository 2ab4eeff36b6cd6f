package cortado.flash.transfer;

/** Says that the person wants to stop: the transfer ends at the next range, in a state that it can name. */
public final class StopSignal {
    private volatile boolean given;

    /** Stop at the next range. */
    public void give() {
        given = true;
    }

    /** Whether to stop. */
    public boolean isGiven() {
        return given;
    }

    void check() throws StoppedException {
        if (given) {
            throw new StoppedException();
        }
    }

    /** The person stopped the transfer. */
    static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
