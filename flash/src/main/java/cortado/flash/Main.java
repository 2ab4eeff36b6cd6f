package cortado.flash;

import cortado.flash.command.Bench;
import cortado.flash.command.Build;
import cortado.flash.command.Check;
import cortado.flash.command.Fuzz;
import cortado.flash.command.Run;
import cortado.flash.command.Subcommands;
import java.util.List;

/** The Java side of {@code ./cortado}. */
public final class Main {
    private Main() {}

    /** Runs one command line and exits with its status. */
    public static void main(String[] arguments) throws Exception {
        System.exit(
                new Subcommands(List.of(new Run(), new Build(), new Check(), new Bench(), new Fuzz())).run(arguments));
    }
}
