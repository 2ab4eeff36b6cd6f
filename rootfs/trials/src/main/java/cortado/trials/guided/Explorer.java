package cortado.trials.guided;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.SystemInfo;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for sequences of system calls that make the kernel take edges it has not taken before, keeps them, and changes
 * them to get further. At the end memory, handles and objects must be where they were.
 */
public final class Explorer {
    /** The first argument of an executor. */
    public static final String EXECUTOR = "executor";

    private static final int KEPT = 1_000;
    private static final long TELL = 5_000;
    private static final long SETTLING = 3_000;
    private static final int NEW_ONES = 8;

    private final Program program;
    private final Coverage coverage;
    private final Pair pair;
    private final SystemClient system;
    private final Dice dice;
    private final Mutation mutation;
    private final List<byte[]> kept = new ArrayList<>();
    private long sequences;
    private long ended;
    private long stuck;

    private Explorer(Program program, Environ environ, Coverage coverage, long seed) {
        this.program = program;
        this.coverage = coverage;
        this.pair = new Pair(environ);
        this.system = new SystemClient(environ.connect("system", Clock.after(SETTLING)));
        this.dice = new Dice(seed);
        this.mutation = new Mutation(dice);
    }

    /**
     * Explores.
     *
     * @param calls ends it after so many, 0 for any number
     * @param seconds ends it after so long, 0 for any time
     * @param seed of all that is random
     * @return the exit status: the number of things that were not as they had been
     */
    public static int explore(Program program, Environ environ, long calls, long seconds, long seed) {
        Coverage coverage = Coverage.ofKernel().orElse(null);
        if (coverage == null) {
            program.complain("this kernel does not count its edges; ./cortado fuzz kernel boots one that does");
            return 2;
        }
        return new Explorer(program, environ, coverage, seed).run(calls, seconds);
    }

    /** Plays the sequences that an explorer sends, until it hangs up. */
    public static void execute(Environ environ, int number) {
        new Executor(environ, number).run();
    }

    private int run(long calls, long seconds) {
        pair.play(mutation.fresh()); // what the supervisor loads once is there before the first look
        pair.end();
        SystemInfo before = system.machine().info();
        long until = seconds == 0 ? Long.MAX_VALUE : Clock.after(seconds * 1000);
        long tell = Clock.after(TELL);
        while (Clock.nanos() < until && (calls == 0 || pair.calls() < calls)) {
            one();
            if (Clock.nanos() > tell) {
                tell();
                tell = Clock.after(TELL);
            }
        }
        pair.end();
        tell();
        return left(before);
    }

    private void one() {
        byte[] sequence = kept.isEmpty() || dice.once(NEW_ONES) ? mutation.fresh() : mutation.changed(any(), any());
        coverage.take();
        play(sequence);
        coverage.take();
        if (coverage.look()) {
            play(sequence); // what came from elsewhere in the system does not come again
            coverage.take();
            if (coverage.again()) {
                keep(sequence);
            }
            coverage.remember();
        }
    }

    private byte[] any() {
        return kept.get(dice.below(kept.size()));
    }

    private void keep(byte[] sequence) {
        if (kept.size() < KEPT) {
            kept.add(sequence);
        } else {
            kept.set(dice.below(KEPT), sequence);
        }
    }

    private void play(byte[] sequence) {
        sequences++;
        switch (pair.play(sequence)) {
            case ENDED -> ended++;
            case STUCK -> stuck++;
            case DONE -> {}
        }
    }

    private void tell() {
        program.print(pair.calls() + " calls in " + sequences + " sequences (" + ended + " ended a process, " + stuck
                + " waited for ever): " + coverage.edges() + " of " + coverage.counters() + " edges, "
                + coverage.features() + " features, " + kept.size() + " kept");
    }

    private int left(SystemInfo before) {
        SystemInfo after = system.machine().info();
        long patience = Clock.after(SETTLING);
        while (after.memoryFree() != before.memoryFree() && Clock.nanos() < patience) {
            after = system.machine().info();
        }
        return same("memory", before.memoryFree(), after.memoryFree())
                + same("handles", before.handles(), after.handles())
                + same("objects", before.objects(), after.objects());
    }

    private int same(String what, long before, long after) {
        program.print((before == after ? "ok " : "FAIL ") + what + ": " + before + " before, " + after + " after");
        return before == after ? 0 : 1;
    }
}
