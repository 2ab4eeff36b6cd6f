package cortado.trials.guest;

import cortado.api.Program;

/** Says what was seen, one line a check, and counts what should not have been. */
final class Outcome {
    private final Program program;
    private int failures;

    Outcome(Program program) {
        this.program = program;
    }

    int failures() {
        return failures;
    }

    void that(String what, boolean holds, String seen) {
        failures += holds ? 0 : 1;
        program.print((holds ? "ok " : "FAIL ") + what + ": " + seen);
    }

    void same(String what, long expected, long seen) {
        boolean holds = expected == seen;
        that(what, holds, holds ? hex(seen) : hex(seen) + ", but " + hex(expected) + " was expected");
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
