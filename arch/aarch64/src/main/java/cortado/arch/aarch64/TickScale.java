package cortado.arch.aarch64;

/**
 * Exact conversion between ticks of a counter and nanoseconds. Whole seconds and the rest are converted apart, so that
 * no product overflows as long as the frequency is under 2<sup>33</sup> Hz.
 */
final class TickScale {
    private static final long NANOSECONDS = 1_000_000_000L;

    private final long frequency;
    /** Nanoseconds in a tick where that is whole, as at 62.5 MHz and 1 GHz; else 0. */
    private final long whole;

    /** Scales ticks of a counter that runs at {@code frequency} Hz. */
    TickScale(long frequency) {
        if (frequency <= 0 || frequency >= 1L << 33) {
            throw new IllegalArgumentException("counter frequency " + frequency + " Hz: expected 1 Hz to 8.5 GHz");
        }
        this.frequency = frequency;
        this.whole = NANOSECONDS % frequency == 0 ? NANOSECONDS / frequency : 0;
    }

    /** Nanoseconds that have passed after {@code ticks} ticks, rounded down. */
    long nanoseconds(long ticks) {
        if (whole != 0) {
            return ticks * whole;
        }
        long seconds = ticks / frequency;
        return seconds * NANOSECONDS + (ticks - seconds * frequency) * NANOSECONDS / frequency;
    }

    /** The first tick at which {@link #nanoseconds} is at least {@code nanoseconds} (0 or more). */
    long ticks(long nanoseconds) {
        long seconds = nanoseconds / NANOSECONDS;
        long rest = nanoseconds - seconds * NANOSECONDS;
        if (seconds >= Long.MAX_VALUE / frequency) {
            return Long.MAX_VALUE;
        }
        return seconds * frequency + (rest * frequency + NANOSECONDS - 1) / NANOSECONDS;
    }
}
