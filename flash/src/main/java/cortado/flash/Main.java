package cortado.flash;

import cortado.flash.command.Bench;
import cortado.flash.command.Board;
import cortado.flash.command.Build;
import cortado.flash.command.Check;
import cortado.flash.command.Completion;
import cortado.flash.command.Console;
import cortado.flash.command.Devices;
import cortado.flash.command.Driver;
import cortado.flash.command.Flash;
import cortado.flash.command.Fuzz;
import cortado.flash.command.Guest;
import cortado.flash.command.Image;
import cortado.flash.command.Key;
import cortado.flash.command.Man;
import cortado.flash.command.RigCommand;
import cortado.flash.command.Run;
import cortado.flash.command.Soak;
import cortado.flash.command.Subcommand;
import cortado.flash.command.Subcommands;
import cortado.flash.command.Update;
import java.util.List;

/** The Java side of {@code ./cortado}. */
public final class Main {
    /** Every subcommand but help, in help's order: a line each, so that several hands can add theirs. */
    public static final List<Subcommand> SUBCOMMANDS = List.of(
            new Run(), //
            new Build(), //
            new Image(), //
            new Update(), //
            new Console(), //
            new RigCommand(), //
            new Check(), //
            new Devices(), //
            new Flash(), //
            new Key(), //
            new Guest(), //
            new Board(), //
            new Driver(), //
            new Bench(), //
            new Fuzz(), //
            new Soak(), //
            new Completion(() -> Main.SUBCOMMANDS), //
            new Man(() -> Main.SUBCOMMANDS));

    /** How long threads of libraries may go on when the command is done. */
    private static final long LINGERING_MS = 200;

    private Main() {}

    /** Runs one command line and exits with its status. */
    public static void main(String[] arguments) throws Exception {
        int status = new Subcommands(SUBCOMMANDS).run(arguments);
        if (status != 0) {
            System.exit(status);
        }
        // System.exit asks for a logger, for which the JDK opens every jar there is: returning is 40 ms faster.
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(LINGERING_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            System.exit(0);
        });
    }
}
