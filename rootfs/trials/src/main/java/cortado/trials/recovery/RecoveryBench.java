package cortado.trials.recovery;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.service.Crash;
import cortado.api.system.JournalRecord;
import cortado.api.system.LogLine;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.List;

/** How long a service is away when its driver dies, by the board's clock; the worst of a few rounds counts. */
final class RecoveryBench {
    private static final int ROUNDS = 3;

    private final Program program;
    private final Environ environ;
    private final SystemClient system;
    private final String unit;

    RecoveryBench(Program program, Environ environ, SystemClient system, String unit) {
        this.program = program;
        this.environ = environ;
        this.system = system;
        this.unit = unit;
    }

    void run() {
        List<String> lines = new ArrayList<>();
        for (Driver driver : Driver.all()) {
            if (system.processes().stream().anyMatch(process -> process.name().equals(driver.process()))) {
                measure(driver, lines);
            }
        }
        // Nothing is printed before the console's own driver is done with dying.
        lines.forEach(program::print);
    }

    private void measure(Driver driver, List<String> lines) {
        long killed = 0;
        long faulted = 0;
        long noticed = 0;
        try (Line line = new Line(environ, driver.service())) {
            for (int round = 0; round < ROUNDS; round++) {
                line.ask(driver.type(), driver.fill());
                long start = Clock.nanos();
                system.kill(driver.process());
                awaitEnd(line);
                killed = Math.max(killed, recovered(driver, line) - start - backOff(driver));

                line.ask(driver.type(), driver.fill());
                system.crash(driver.process(), Crash.NULL);
                awaitEnd(line);
                long end = Clock.nanos();
                long answered = recovered(driver, line);
                long fault = faultTime(driver);
                noticed = Math.max(noticed, end - fault);
                faulted = Math.max(faulted, answered - fault - backOff(driver));
            }
        }
        figure(lines, "fault-to-answer-", driver, faulted);
        figure(lines, "kill-to-answer-", driver, killed);
        figure(lines, "fault-to-notice-", driver, noticed);
    }

    private void figure(List<String> lines, String what, Driver driver, long value) {
        lines.add("bench " + what + driver.process() + " " + value + " " + unit);
    }

    private static void awaitEnd(Line line) {
        if (line.receive() != null) {
            throw new IllegalStateException("a driver answered what it was not asked");
        }
    }

    /** When the next driver has answered. */
    private static long recovered(Driver driver, Line line) {
        line.close();
        line.ask(driver.type(), driver.fill());
        return Clock.nanos();
    }

    /** Nanoseconds that the supervisor waited before it started the driver again, by its spec. */
    private long backOff(Driver driver) {
        long wait = 0;
        for (JournalRecord record : system.events(driver.process())) {
            if (record.kind().equals("restarts")) {
                wait = number(record.text());
            }
        }
        return wait * 1_000_000;
    }

    /** The first number in a text. */
    private static long number(String text) {
        long number = -1;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                number = Math.max(number, 0) * 10 + digit;
            } else if (number >= 0) {
                return number;
            }
        }
        throw new IllegalStateException("the journal tells no time in '" + text + "'");
    }

    /** When the driver was about to commit its last fault. */
    private long faultTime(Driver driver) {
        long[] time = {-1};
        system.log(driver.process(), line -> time[0] = isFault(line) ? line.time() : time[0]);
        return time[0];
    }

    private static boolean isFault(LogLine line) {
        return line.text().startsWith("commits the fault");
    }
}
