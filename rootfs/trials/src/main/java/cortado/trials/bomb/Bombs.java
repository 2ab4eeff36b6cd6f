package cortado.trials.bomb;

import cortado.api.Environ;
import cortado.api.Program;
import java.util.List;

/**
 * Programs that take all they can get; {@code run trials bombs} lets them go off beside a neighbour that does its work.
 */
public final class Bombs {
    /** The first argument of a program that does its work and tells of it. */
    static final String NEIGHBOUR = "neighbour";

    private static final int USAGE = 2;

    private Bombs() {}

    /** Runs one bomb, or the neighbour. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        Program program = new Program(environ);
        List<String> arguments = program.arguments();
        String name = arguments.size() == 1 ? arguments.getFirst() : "";
        if (name.equals(NEIGHBOUR)) {
            Program.exit(new Neighbour(environ).work() ? 0 : 1);
        } else if (Bomb.NAMES.contains(name)) {
            Program.exit(new Bomb(environ).explode(name));
        } else {
            program.complain("usage: run bombs neighbour|" + String.join("|", Bomb.NAMES));
            Program.exit(USAGE);
        }
    }
}
