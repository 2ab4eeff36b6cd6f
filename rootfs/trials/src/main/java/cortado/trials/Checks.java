package cortado.trials;

import cortado.abi.Status;
import cortado.api.Program;
import java.util.function.Consumer;

/** Says what was seen, one line a check, and counts what should not have been. */
final class Checks {
    private final Consumer<String> lines;
    private int failures;

    Checks(Program program) {
        this(program::print);
    }

    /** @param lines where to say it */
    Checks(Consumer<String> lines) {
        this.lines = lines;
    }

    int failures() {
        return failures;
    }

    /** A check that holds or does not. */
    void that(String what, boolean holds, String seen) {
        if (!holds) {
            failures++;
        }
        lines.accept((holds ? "ok " : "FAIL ") + what + ": " + seen);
    }

    /** The result of a system call, which must be one of these statuses. */
    void status(String what, long result, int... allowed) {
        boolean holds = false;
        for (int status : allowed) {
            holds |= result == status;
        }
        String seen = result > 0 ? Long.toString(result) : Status.text((int) result);
        that(what, holds, holds ? seen : seen + ", but " + Status.text(allowed[0]) + " was expected");
    }

    /** The result of a system call, which must not be an error. */
    long success(String what, long result) {
        that(what, result >= 0, result >= 0 ? "ok" : Status.text((int) result));
        return result;
    }

    /** Two amounts that must be the same. */
    void same(String what, long before, long after) {
        that(what, before == after, before == after ? Long.toString(after) : before + " before, " + after + " after");
    }
}
