package cortado.server.supervisor;

/**
 * Whether a process that serves still turns its event loop. It is asked once a period; one that leaves several
 * questions in a row unanswered hangs. Only what is asked counts, not time that passes: where the supervisor itself was
 * kept from running, nobody is blamed.
 */
final class Heartbeat {
    /** Nanoseconds between two questions. */
    static final long PERIOD = 1_000_000_000L;
    /** Questions without an answer that make a process count as hung. */
    static final int MISSED = 3;

    /** What is to be done. */
    enum Step {
        NOTHING,
        /** Ask. */
        ASK,
        /** End it. */
        HUNG
    }

    private int unanswered;
    private long nextAt;

    /** The process begins to serve. */
    void begin(long now) {
        unanswered = 0;
        nextAt = now + PERIOD;
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
        nextAt = now + PERIOD;
        if (unanswered == MISSED) {
            return Step.HUNG;
        }
        unanswered++;
        return Step.ASK;
    }

    /** It has answered. */
    void answered() {
        unanswered = 0;
    }
}
