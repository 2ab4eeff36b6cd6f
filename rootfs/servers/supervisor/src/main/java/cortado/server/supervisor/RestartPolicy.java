package cortado.server.supervisor;

import cortado.environ.spec.Restart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * When a process that died is started again, by its spec: after a wait that doubles with each restart within the
 * period, and no more than so often in it.
 */
final class RestartPolicy {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** Doublings beyond which no wait grows. */
    private static final int DOUBLINGS = 16;

    private final Restart spec;
    /** When the restarts of the last period were decided, in nanoseconds since boot. */
    private final ArrayDeque<Long> recent = new ArrayDeque<>();

    private int total;

    RestartPolicy(Restart spec) {
        this.spec = spec;
    }

    /**
     * The process has died: when to start it again, or nothing when it has died too often.
     *
     * @param now nanoseconds since boot, as is the result
     */
    OptionalLong next(long now) {
        while (!recent.isEmpty() && recent.getFirst() <= now - spec.periodMillis() * NANOS_PER_MILLI) {
            recent.removeFirst();
        }
        if (recent.size() >= spec.limit()) {
            return OptionalLong.empty();
        }
        long wait = (spec.backoffMillis() * NANOS_PER_MILLI) << Math.min(recent.size(), DOUBLINGS);
        recent.addLast(now);
        total++;
        return OptionalLong.of(now + Math.min(wait, spec.periodMillis() * NANOS_PER_MILLI));
    }

    /** It starts again for another's sake: that is not held against it. */
    void grant() {
        total++;
    }

    /** When the newest of the restarts that the limit counts were decided, oldest first: at most so many. */
    List<Long> recent(int most) {
        List<Long> all = new ArrayList<>(recent);
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /**
     * Goes on where an earlier life of the supervisor was.
     *
     * @param granted how many restarts it granted, ever
     * @param times when it decided the last of them, oldest first
     */
    void restore(int granted, List<Long> times) {
        total = granted;
        recent.clear();
        recent.addAll(times);
    }

    /** How many restarts were granted, ever. */
    int total() {
        return total;
    }

    /** Why there is none any more. */
    String reason() {
        return spec.limit() == 0
                ? "its spec says not to restart it"
                : "it was restarted " + recent.size() + " times within " + spec.periodMillis() / 1000 + " s";
    }
}
