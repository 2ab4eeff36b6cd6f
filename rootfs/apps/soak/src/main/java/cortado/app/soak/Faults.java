package cortado.app.soak;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.StatusException;
import cortado.api.service.Crash;
import cortado.api.system.ProcessRecord;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes processes fail, and measures until they serve again. */
final class Faults {
    private static final String KILL = "kill";
    /** What happens to whom is drawn from these; killing is what most faults come down to. */
    private static final List<String> KINDS =
            List.of(KILL, KILL, KILL, KILL, Crash.NULL, Crash.HEAP, Crash.STACK, Crash.EXIT, Crash.DMA);

    /** Of so many faults, one is a loop, which takes seconds to be noticed. */
    private static final int LOOPS = 24;

    private final SystemClient system;
    private final Map<String, Integer> kinds = new TreeMap<>();
    /** Nanoseconds from each fault to the next answer, without the hangs. */
    private final List<Long> recoveries = new ArrayList<>();

    private final List<Long> hangs = new ArrayList<>();
    private final Map<String, Long> longest = new TreeMap<>();
    private int injected;

    Faults(SystemClient system) {
        this.system = system;
    }

    /** Makes the process behind a load fail, and waits until the load goes on. */
    void inject(Load load, Random random, long patience) throws Load.WrongAnswer {
        String kind = random.nextInt(LOOPS) == 0 ? Crash.LOOP : KINDS.get(random.nextInt(KINDS.size()));
        inject(load, kind, random, patience);
    }

    /** The first fault of each process, after which it has everything that it will ever have. */
    void warmUp(Load load, Random random, long patience) throws Load.WrongAnswer {
        inject(load, KILL, random, patience);
        kinds.clear();
        recoveries.clear();
        longest.clear();
        injected = 0;
    }

    private void inject(Load load, String kind, Random random, long patience) throws Load.WrongAnswer {
        int lives = restarts(load.process());
        long start = Clock.nanos();
        try {
            fail(load.process(), kind);
        } catch (StatusException e) {
            if (kind.equals(Crash.DMA) && e.status() == Status.NOT_SUPPORTED) { // it has none
                inject(load, Crash.NULL, random, patience);
            }
            return; // it waits for its restart already, or does not take orders yet
        }
        long deadline = start + patience;
        while (restarts(load.process()) == lives && Clock.nanos() < deadline) {
            load.step(random, deadline); // until it notices that it is told to fail
        }
        load.step(random, deadline);
        long recovery = Clock.nanos() - start;
        injected++;
        kinds.merge(kind, 1, Integer::sum);
        (kind.equals(Crash.LOOP) ? hangs : recoveries).add(recovery);
        if (!kind.equals(Crash.LOOP)) {
            longest.merge(load.process(), recovery, Math::max);
        }
    }

    private void fail(String process, String kind) {
        if (kind.equals(KILL)) {
            system.kill(process);
        } else {
            system.crash(process, kind);
        }
    }

    private int restarts(String name) {
        for (ProcessRecord process : system.processes()) {
            if (process.name().equals(name)) {
                return process.restarts();
            }
        }
        return 0;
    }

    int injected() {
        return injected;
    }

    /** Lines of the report. */
    List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add("faults injected        " + injected + " " + kinds);
        lines.add("recovery               median " + millis(median(recoveries)) + ", longest " + millis(max(recoveries))
                + " (back-off included)");
        longest.forEach((process, time) -> lines.add("  longest of " + process + ": " + millis(time)));
        if (!hangs.isEmpty()) {
            lines.add("hangs, until noticed   median " + millis(median(hangs)) + ", longest " + millis(max(hangs)));
        }
        return lines;
    }

    private static long median(List<Long> times) {
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private static long max(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static String millis(long nanoseconds) {
        long tenths = nanoseconds / 100_000;
        return tenths / 10 + "." + tenths % 10 + " ms";
    }
}
