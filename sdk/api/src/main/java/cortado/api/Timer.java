package cortado.api;

import cortado.abi.Call;
import cortado.platform.Platform;

/** An alarm: a poll reports SIGNALLED from its deadline on, until it is set again or stopped. */
public final class Timer extends Handle {
    public Timer() {
        super((int) StatusException.check("create timer", Platform.current().call(Call.TIMER_CREATE, 0, 0, 0, 0)));
    }

    /** Fires once at {@code deadline}, in nanoseconds of {@link Clock#nanos()}. */
    public void at(long deadline) {
        set(Math.max(1, deadline));
    }

    /** Fires every {@code period} nanoseconds, first after one; each {@link #acknowledge} waits for the next. */
    public void every(long period) {
        this.period = period;
        set(Clock.nanos() + period);
    }

    /** Clears the signal; a periodic timer goes on. */
    public void acknowledge() {
        if (period > 0) {
            every(period);
        } else {
            stop();
        }
    }

    /** Disarms and clears. */
    public void stop() {
        set(0);
    }

    /** Nanoseconds, 0 for a timer that fires once. */
    private long period;

    private void set(long deadline) {
        StatusException.check("set timer", Platform.current().call(Call.TIMER_SET, number(), deadline, 0, 0));
    }
}
