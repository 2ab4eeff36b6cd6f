package cortado.trials;

import cortado.abi.Cause;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.SystemInfo;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps pairs of players going, each pair with a channel between its two, until the kernel has answered so many calls;
 * then memory, handles and kernel objects must be where they were.
 */
final class Conductor {
    private static final int PAIRS = 2;
    /** Calls of one player, if it lives that long. */
    private static final long SHARE = 20_000;
    /** Nanoseconds without an end of a player, after which those that wait for ever are ended. */
    private static final long PATIENCE = 2_000_000_000L;

    private static final long SETTLING = 2_000;

    private final Checks checks;
    private final Program program;
    private final SystemClient system;
    private final long calls;
    private long seed;
    private final List<SystemClient.Started> players = new ArrayList<>();
    private int started;
    private int exits;
    private int faults;
    private int stuck;

    Conductor(Checks checks, Program program, Environ environ, long calls, long seed) {
        this.checks = checks;
        this.program = program;
        this.system = new SystemClient(environ.connect("system", Clock.after(SETTLING)));
        this.calls = calls;
        this.seed = seed;
    }

    void run() {
        play(1); // what the supervisor loads once is there before the first look
        started = 0;
        SystemInfo before = system.machine().info();
        play(before.calls() + calls);
        SystemInfo after = system.machine().info();
        long patience = Clock.after(SETTLING);
        while (after.memoryFree() != before.memoryFree() && Clock.nanos() < patience) {
            after = system.machine().info();
        }
        program.print((after.calls() - before.calls()) + " calls by " + started + " players: " + exits
                + " came through, " + faults + " ended themselves, " + stuck + " waited for ever");
        checks.that("calls", after.calls() - before.calls() >= calls, Long.toString(after.calls() - before.calls()));
        checks.same("memory", before.memoryFree(), after.memoryFree());
        checks.same("handles", before.handles(), after.handles());
        checks.same("objects", before.objects(), after.objects());
    }

    /** Plays until the kernel has counted so many calls, and all players are gone. */
    private void play(long until) {
        long progress = Clock.nanos();
        boolean enough = false;
        while (!enough || !players.isEmpty()) {
            if (!enough && players.size() <= 2 * (PAIRS - 1)) {
                startPair();
            }
            SystemClient.Ended ended = system.ended(Clock.after(100));
            if (ended != null) {
                progress = Clock.nanos();
                count(ended);
            } else if (Clock.nanos() - progress > PATIENCE) {
                endAll();
                progress = Clock.nanos();
            }
            enough = enough || system.machine().info().calls() >= until;
        }
    }

    private void startPair() {
        Channel.Pair pair = Channel.pair();
        start(pair.first());
        start(pair.second());
    }

    private void start(Channel end) {
        players.add(system.run("storm", List.of(Storm.PLAYER, Long.toString(SHARE), Long.toString(seed++)), end));
        started++;
    }

    private void count(SystemClient.Ended ended) {
        if (players.removeIf(player -> player.id() == ended.id())) {
            if (ended.cause() == Cause.KILLED) {
                stuck++;
            } else if (ended.cause() == Cause.EXIT) {
                exits++;
            } else {
                faults++;
            }
        }
    }

    private void endAll() {
        for (SystemClient.Started player : players) {
            try {
                system.kill(player.process());
            } catch (cortado.api.StatusException e) {
                // it has ended meanwhile
            }
        }
    }
}
