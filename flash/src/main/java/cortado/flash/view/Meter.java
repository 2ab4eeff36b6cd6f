package cortado.flash.view;

import cortado.flash.transfer.Listener;
import java.util.Locale;

/** Counts the bytes of a phase against time, and decides when a line is due. */
final class Meter {
    private static final double MIB = 1048576.0;

    private final long every;
    private Listener.Phase phase = Listener.Phase.COMPARE;
    private long total;
    private long done;
    private long begun;
    private long shown;

    /** A line is due after this many nanoseconds. */
    Meter(long every) {
        this.every = every;
    }

    void begins(Listener.Phase next, long bytes, long now) {
        phase = next;
        total = bytes;
        done = 0;
        begun = now;
        shown = now;
    }

    /** Whether it is time to show something. */
    boolean advanced(long bytes, long now) {
        done = Math.min(total, done + bytes);
        if (now - shown < every || done == total) {
            return false;
        }
        shown = now;
        return true;
    }

    Listener.Phase phase() {
        return phase;
    }

    long done() {
        return done;
    }

    long total() {
        return total;
    }

    /** Bytes a second since the phase began. */
    long speed(long now) {
        return now <= begun ? 0 : (long) (done / ((now - begun) / 1e9));
    }

    /** Seconds until the phase ends at this speed; -1 while that is not known. */
    long secondsLeft(long now) {
        long speed = speed(now);
        return speed == 0 ? -1 : (total - done + speed - 1) / speed;
    }

    /** One line for a person. */
    String line(long now) {
        return String.format(
                Locale.ROOT,
                "%s: %.0f of %.0f MiB, %.1f MiB/s, %d s left",
                phase.title(),
                done / MIB,
                total / MIB,
                speed(now) / MIB,
                secondsLeft(now));
    }
}
