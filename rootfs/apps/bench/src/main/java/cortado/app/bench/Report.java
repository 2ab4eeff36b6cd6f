package cortado.app.bench;

import cortado.api.Program;

/** Prints figures as {@code bench NAME VALUE UNIT}. */
final class Report {
    private final Program program;
    private final String timeUnit;

    Report(Program program, String timeUnit) {
        this.program = program;
        this.timeUnit = timeUnit;
    }

    /** A time that one of {@code count} repetitions took, rounded. */
    void time(String name, long nanos, int count) {
        figure(name, (nanos + count / 2) / count, timeUnit);
    }

    /** An amount of memory. */
    void bytes(String name, long bytes) {
        figure(name, bytes, "bytes");
    }

    private void figure(String name, long value, String unit) {
        program.print("bench " + name + " " + value + " " + unit);
    }
}
