package cortado.server.supervisor;

import cortado.environ.spec.Pulse;

/**
 * Whether a process that serves still turns its event loop. It is asked at the interval that its spec gives; one that
 * leaves so many questions in a row unanswered hangs. Only what is asked counts, not time that passes: where the
 * supervisor itself was kept from running, nobody is blamed.
 */
final class Heartbeat {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long FOREVER = Long.MAX_VALUE;

    /** What is to be done. */
    enum Step {
        NOTHING,
        /** Ask. */
        ASK,
        /** End it. */
        HUNG
    }

    private final Pulse spec;
    private int unanswered;
    private long nextAt = FOREVER;

    Heartbeat(Pulse spec) {
        this.spec = spec;
    }

    /** The process begins to serve. */
    void begin(long now) {
        unanswered = 0;
        nextAt = spec.misses() == 0 ? FOREVER : now + spec.intervalMillis() * NANOS_PER_MILLI;
    }

    /** When the next step is due, in nanoseconds since boot. */
    long nextAt() {
        return nextAt;
    }

    /** The step that is due now. */
    Step step(long now) {
        if (now < nextAt) {
            return Step.NOTHING;
        }
        nextAt = now + spec.intervalMillis() * NANOS_PER_MILLI;
        if (unanswered == spec.misses()) {
            return Step.HUNG;
        }
        unanswered++;
        return Step.ASK;
    }

    /** Why it counts as hung. */
    String reason() {
        return "hung: it left " + spec.misses() + " heartbeats unanswered";
    }

    /** It has answered. */
    void answered() {
        unanswered = 0;
    }
}
