package cortado.trials;

import cortado.api.Environ;
import cortado.api.Program;
import cortado.trials.guided.Explorer;
import java.util.List;

/**
 * Random system calls against the kernel of this machine: {@code run storm CALLS [SEED]}. Players make them, a
 * conductor starts players until there were enough, and looks at what is left. {@code run storm guided CALLS SECONDS
 * SEED}, 0 being no limit, is guided by the edges that a kernel built for fuzzing says it took.
 */
public final class Storm {
    /** The first argument of a player. */
    static final String PLAYER = "player";

    private static final String GUIDED = "guided";

    private static final int USAGE = 2;

    private Storm() {}

    /** Runs a conductor or, as {@code player CALLS SEED}, one player. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        Program program = new Program(environ);
        List<String> arguments = program.arguments();
        if (arguments.size() == 2 && arguments.getFirst().equals(Explorer.EXECUTOR)) {
            Explorer.execute(environ, (int) number(arguments, 1, 0));
            Program.exit(0);
            return;
        }
        if (arguments.size() == 4 && arguments.getFirst().equals(GUIDED)) {
            Program.exit(Explorer.explore(
                    program, environ, number(arguments, 1, 0), number(arguments, 2, 0), number(arguments, 3, 1)));
            return;
        }
        boolean player = arguments.size() == 3 && arguments.getFirst().equals(PLAYER);
        long calls = number(arguments, player ? 1 : 0, 0);
        long seed = number(arguments, player ? 2 : 1, 1);
        if (calls < 1 || seed < 1 || (!player && arguments.size() > 2)) {
            program.complain("usage: run storm CALLS [SEED], both from 1, or run storm guided CALLS SECONDS SEED");
            Program.exit(USAGE);
            return;
        }
        if (player) {
            new Player(seed).play(calls);
            Program.exit(0);
            return;
        }
        Checks checks = new Checks(program);
        new Conductor(checks, program, environ, calls, seed).run();
        Program.exit(checks.failures());
    }

    private static long number(List<String> arguments, int index, long otherwise) {
        if (index >= arguments.size()) {
            return otherwise;
        }
        try {
            return Long.parseLong(arguments.get(index));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
