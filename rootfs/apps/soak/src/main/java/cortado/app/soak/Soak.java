package cortado.app.soak;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.MessageException;
import cortado.api.Poll;
import cortado.api.Program;
import cortado.api.StatusException;
import cortado.api.SystemInfo;
import cortado.api.system.ProcessRecord;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * {@code run soak SECONDS SEED}: loads every driver with work whose answers are checked, makes processes fail and
 * memory short at random, and counts in the end what was lost. Exits with 0 if that is nothing.
 */
public final class Soak {
    private static final int LOST = 1;
    private static final int MISUSED = 2;
    private static final long SECOND = 1_000_000_000L;
    /** How long one answer may take, restarts included: no answer takes so long, however busy the host is. */
    private static final long PATIENCE = 600 * SECOND;
    /** Nanoseconds between two faults, on average, and between two changes of memory pressure. */
    private static final long FAULTS = 4 * SECOND;

    private static final long PRESSURES = 3 * SECOND;
    private static final long REPORTS = 30 * SECOND;
    /** Nanoseconds between two turns of what is slow, on average. */
    private static final long SLOW = 15 * SECOND;
    /** Of so many faults, one is for what is slow. */
    private static final int SLOW_FAULTS = 12;
    /** Operations in a row before others have their turn. */
    private static final int BATCH = 20;
    /** Looks at what is in use, half a second apart, before a difference counts as a leak. */
    private static final int LOOKS = 40;

    private final Program program;
    private final SystemClient system;
    private final Random random;
    private final List<Load> loads = new ArrayList<>();
    private final Map<String, Long> operations = new TreeMap<>();
    private final Faults faults;
    private final Pressure pressure;
    private final long start = Clock.nanos();

    private Soak(Program program, Environ environ, long seed) {
        this.program = program;
        system = new SystemClient(environ.connect("system", Clock.nanos() + PATIENCE));
        random = new Random(seed);
        faults = new Faults(system);
        pressure = new Pressure(system);
        List<String> running =
                system.processes().stream().map(ProcessRecord::name).toList();
        List<Load> all = List.of(
                new SystemLoad(system),
                new SerialLoad(environ),
                new BlockLoad(environ),
                new EntropyLoad(environ),
                new GpioLoad(environ),
                new FirmwareLoad(environ),
                new CardLoad(environ),
                new FilesLoad(environ, pressure),
                new LinuxLoad(pressure));
        for (Load load : all) {
            if (running.contains(load.process())) {
                loads.add(load);
                operations.put(load.process(), 0L);
            }
        }
    }

    /** Runs for as long as the arguments say. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        Program program = new Program(environ);
        List<String> arguments = program.arguments();
        try {
            if (arguments.size() != 2) {
                throw new NumberFormatException("two numbers");
            }
            long seconds = Long.parseLong(arguments.get(0));
            Soak soak = new Soak(program, environ, Long.parseLong(arguments.get(1)));
            Program.exit(soak.run(seconds * SECOND) ? 0 : LOST);
        } catch (NumberFormatException e) {
            program.complain("usage: run soak SECONDS SEED");
            Program.exit(MISUSED);
        }
    }

    private boolean run(long duration) {
        try {
            for (Load load : List.copyOf(loads)) {
                if (isPossible(load)) {
                    faults.warmUp(load, random, PATIENCE);
                }
            }
            SystemInfo before = settled(null);
            int restarts = restarts();
            work(Clock.nanos() + duration);
            pressure.release();
            for (Load load : loads) {
                step(load);
                load.end(Clock.nanos() + PATIENCE);
            }
            SystemInfo after = settled(before);
            return report(before, after, restarts() - restarts);
        } catch (Load.WrongAnswer | StatusException | MessageException e) {
            program.print("soak: FAILED after " + (Clock.nanos() - start) / SECOND + " s: " + e.getMessage());
            return false;
        }
    }

    private void work(long end) throws Load.WrongAnswer {
        long nextFault = Clock.nanos() + FAULTS;
        long nextPressure = Clock.nanos() + PRESSURES;
        long nextSlow = Clock.nanos() + SLOW;
        long nextReport = Clock.nanos() + REPORTS;
        while (Clock.nanos() < end) {
            for (int i = 0; i < BATCH; i++) {
                step(any(false));
            }
            pause(random.nextInt(2_000_000));
            long now = Clock.nanos();
            if (now >= nextFault) {
                faults.inject(any(random.nextInt(SLOW_FAULTS) == 0), random, PATIENCE);
                nextFault = Clock.nanos() + somewhere(FAULTS);
            }
            if (now >= nextPressure) {
                pressure.change(random);
                nextPressure = now + somewhere(PRESSURES);
            }
            if (now >= nextSlow) {
                step(any(true));
                nextSlow = Clock.nanos() + somewhere(SLOW);
            }
            if (now >= nextReport) {
                program.print("soak: " + (now - start) / SECOND + " s, " + total() + " operations, " + faults.injected()
                        + " faults");
                nextReport = now + REPORTS;
            }
        }
    }

    /** One that is slow or not; where there is none of that kind, any. */
    private Load any(boolean slow) {
        List<Load> such = loads.stream().filter(load -> load.isSlow() == slow).toList();
        List<Load> from = such.isEmpty() ? loads : such;
        return from.get(random.nextInt(from.size()));
    }

    /** Does it once; false, and it is left out, if this machine cannot do it at all. */
    private boolean isPossible(Load load) throws Load.WrongAnswer {
        try {
            load.step(random, Clock.nanos() + PATIENCE);
            return true;
        } catch (StatusException e) {
            if (e.status() != Status.NOT_SUPPORTED) {
                throw e;
            }
            program.print("soak: without " + load.process() + ": " + e.getMessage());
            loads.remove(load);
            operations.remove(load.process());
            return false;
        }
    }

    /** A time that is this on average. */
    private long somewhere(long average) {
        return (long) (2 * average * random.nextDouble());
    }

    private void step(Load load) throws Load.WrongAnswer {
        load.step(random, Clock.nanos() + PATIENCE);
        operations.merge(load.process(), 1L, Long::sum);
    }

    static void pause(long nanoseconds) {
        try (Poll nothing = new Poll()) {
            nothing.next(Clock.nanos() + nanoseconds);
        }
    }

    private long total() {
        return operations.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Restarts of all processes that are still there. */
    private int restarts() {
        return system.processes().stream().mapToInt(ProcessRecord::restarts).sum();
    }

    /** What is in use when it no longer changes, or is the same as before: what has just ended is noticed later. */
    private SystemInfo settled(SystemInfo before) {
        SystemInfo last = system.machine().info();
        for (int look = 0; look < LOOKS; look++) {
            pause(SECOND / 2);
            SystemInfo now = system.machine().info();
            if (before == null ? same(last, now) && look > 4 : same(before, now)) {
                return now;
            }
            last = now;
        }
        return last;
    }

    private static boolean same(SystemInfo one, SystemInfo other) {
        return one.memoryFree() == other.memoryFree()
                && one.handles() == other.handles()
                && one.objects() == other.objects()
                && one.processes() == other.processes();
    }

    private boolean report(SystemInfo before, SystemInfo after, int restarts) {
        long pages = (before.memoryFree() - after.memoryFree()) / 4096;
        int handles = after.handles() - before.handles();
        int objects = after.objects() - before.objects();
        int processes = before.processes() - after.processes();
        List<String> lost = new ArrayList<>();
        for (ProcessRecord process : system.processes()) {
            if (process.state().equals("failed")) {
                lost.add(process.name() + ": " + process.note());
            }
        }
        program.print("operations, checked    " + total() + " " + operations);
        faults.report().forEach(program::print);
        program.print("restarts               " + restarts);
        program.print("memory taken           " + pressure.times() + " times, down to " + (pressure.least() >> 20)
                + " MiB free");
        program.print("leaked                 " + pages + " pages, " + handles + " handles, " + objects + " objects, "
                + processes + " processes");
        lost.forEach(each -> program.print("given up               " + each));
        boolean sound = pages == 0 && handles == 0 && objects == 0 && processes == 0 && lost.isEmpty();
        program.print(sound ? "soak: nothing was lost" : "soak: FAILED");
        return sound;
    }
}
