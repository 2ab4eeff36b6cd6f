package cortado.app.bench;

import cortado.abi.Signals;
import cortado.api.Clock;
import cortado.api.Poll;
import cortado.api.Timer;

/** From the moment of the timer's interrupt to the process that waits for it in a poll, as a driver does. */
final class WakeBench {
    private static final int COUNT = 200;
    private static final long AHEAD = 100_000;

    private final Report report;

    WakeBench(Report report) {
        this.report = report;
    }

    void run() {
        try (Timer timer = new Timer();
                Poll poll = new Poll()) {
            poll.add(timer, Signals.SIGNALLED, timer);
            long total = 0;
            long least = Long.MAX_VALUE;
            for (int i = 0; i < COUNT; i++) {
                long deadline = Clock.nanos() + AHEAD;
                timer.at(deadline);
                poll.next(Clock.FOREVER);
                long late = Clock.nanos() - deadline;
                timer.acknowledge();
                total += late;
                least = Math.min(least, late);
            }
            report.time("interrupt-to-driver", total, COUNT);
            report.time("interrupt-to-driver-least", least, 1);
        }
    }
}
