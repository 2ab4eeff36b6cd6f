package cortado.app.bench;

import cortado.abi.Call;
import cortado.abi.EventLayout;
import cortado.abi.Signals;
import cortado.api.Clock;
import cortado.api.Poll;
import cortado.api.Timer;
import cortado.platform.Platform;

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
            Platform platform = Platform.current();
            byte[] events = new byte[EventLayout.SIZE];
            long total = 0;
            long least = Long.MAX_VALUE;
            for (int i = 0; i < COUNT; i++) {
                long deadline = Clock.nanos() + AHEAD;
                timer.at(deadline);
                platform.callBuffer2(Call.POLL_WAIT, poll.number(), events, 1, Clock.FOREVER);
                long late = platform.call(Call.CLOCK, 0, 0, 0, 0) - deadline;
                timer.acknowledge();
                total += late;
                least = Math.min(least, late);
            }
            report.time("interrupt-to-driver", total, COUNT);
            report.time("interrupt-to-driver-least", least, 1);
        }
    }
}
