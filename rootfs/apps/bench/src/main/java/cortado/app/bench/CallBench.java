package cortado.app.bench;

import cortado.abi.Call;
import cortado.api.Clock;
import cortado.platform.Platform;

/** What it costs to enter the kernel and come back, the loop around it taken off. */
final class CallBench {
    private static final int COUNT = 10_000;

    private final Report report;
    private final Platform platform = Platform.current();

    CallBench(Report report) {
        this.report = report;
    }

    void run() {
        nulls(100);
        long loop = loop(COUNT);
        report.time("null-system-call", Math.max(0, nulls(COUNT) - loop), COUNT);
        report.time("clock-system-call", Math.max(0, clocks(COUNT) - loop), COUNT);
    }

    private long nulls(int count) {
        long start = Clock.nanos();
        for (int i = 0; i < count; i++) {
            platform.call(Call.NULL, 0, 0, 0, 0);
        }
        return Clock.nanos() - start;
    }

    private long clocks(int count) {
        long start = Clock.nanos();
        for (int i = 0; i < count; i++) {
            platform.call(Call.CLOCK, 0, 0, 0, 0);
        }
        return Clock.nanos() - start;
    }

    /** The same loop around nothing. */
    private static long loop(int count) {
        long start = Clock.nanos();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sum >>> 3 ^ i;
        }
        long end = Clock.nanos();
        return sum == 1 ? 0 : end - start;
    }
}
