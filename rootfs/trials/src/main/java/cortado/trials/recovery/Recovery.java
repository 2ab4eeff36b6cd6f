package cortado.trials.recovery;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Poll;
import cortado.api.Program;
import cortado.api.system.SystemClient;
import java.util.List;

/**
 * Drivers that die. {@code run recovery bench [UNIT]} times how soon each is back, {@code run recovery kills COUNT
 * [SEED]} ends the disk's driver so often and looks for lost writes, {@code run recovery dma} looks for what its device
 * writes after it, {@code run recovery stray} for what it writes where it should not, {@code run recovery later PROCESS
 * MILLISECONDS} kills one while somebody else is typing.
 */
public final class Recovery {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final long PATIENCE = 10_000;

    private Recovery() {}

    /** Runs what the arguments say. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        Program program = new Program(environ);
        List<String> arguments = program.arguments();
        SystemClient system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)));
        String what = arguments.isEmpty() ? "" : arguments.getFirst();
        long count = number(arguments, 1);
        if (what.equals("bench") && arguments.size() <= 2) {
            new RecoveryBench(program, environ, system, arguments.size() == 2 ? arguments.get(1) : "ns").run();
        } else if (what.equals("kills") && count > 0 && arguments.size() <= 3) {
            boolean whole = new KillTrial(program, environ, system, number(arguments, 2)).run((int) count);
            Program.exit(whole ? 0 : FAILED);
        } else if (what.equals("dma") && arguments.size() == 1) {
            Program.exit(new DmaTrial(program, environ, system).run() ? 0 : FAILED);
        } else if (what.equals("stray") && arguments.size() == 1) {
            Program.exit(new StrayTrial(program, environ, system).run() ? 0 : FAILED);
        } else if (what.equals("later") && arguments.size() == 3 && number(arguments, 2) >= 0) {
            try (Poll nothing = new Poll()) {
                nothing.next(Clock.after(number(arguments, 2)));
            }
            system.kill(arguments.get(1));
        } else {
            program.complain(
                    "usage: run recovery bench [UNIT] | kills COUNT [SEED] | dma | stray | later PROCESS MILLISECONDS");
            Program.exit(MISUSED);
        }
    }

    private static long number(List<String> arguments, int index) {
        try {
            return index < arguments.size() ? Integer.parseInt(arguments.get(index)) : 1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
