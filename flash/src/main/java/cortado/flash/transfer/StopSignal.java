package cortado.flash.transfer;

import java.util.Optional;

/** Says that the person wants to stop: the transfer ends at the next range, in a state that it can name. */
public final class StopSignal {
    private final Optional<StopSignal> wider;
    private volatile boolean given;

    /** Given by this one's {@link #give} alone. */
    public StopSignal() {
        wider = Optional.empty();
    }

    /** Also given when the wider one is. */
    StopSignal(StopSignal wider) {
        this.wider = Optional.of(wider);
    }

    /** Stop at the next range. */
    public void give() {
        given = true;
    }

    /** Whether to stop. */
    public boolean isGiven() {
        return given || (wider.isPresent() && wider.get().isGiven());
    }

    void check() throws StoppedException {
        if (isGiven()) {
            throw new StoppedException();
        }
    }

    /** The person stopped the transfer. */
    static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
