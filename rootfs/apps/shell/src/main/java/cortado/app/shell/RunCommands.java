package cortado.app.shell;

import cortado.api.system.SystemClient;
import java.util.List;

/** Commands that start programs of the bundle. */
final class RunCommands {
    private RunCommands() {}

    static List<Command> all() {
        return List.of(
                Command.runner(
                        "run PROGRAM [ARGUMENT...]",
                        "runs a program of the bundle, as its name alone does; Ctrl-C ends it"),
                new Command(
                        "start PROGRAM [ARGUMENT...]",
                        "starts a program of the bundle and goes on; its text goes to the log",
                        Command.Argument.PROGRAM,
                        RunCommands::start),
                Command.tool("cat [FILE...]", "the content of files, or of its input"),
                Command.program(
                        "copy SOURCE DESTINATION",
                        "copies disk, disk:SECTOR+COUNT or a file, and reads it back; outlives drivers"),
                Command.tool("head [-n LINES] [FILE...]", "the first lines, 10 if not told otherwise"),
                Command.tool("grep [-v] TEXT [FILE...]", "the lines with a text in them, or without it"),
                Command.tool("sort [-r] [FILE...]", "all lines in order"),
                Command.tool("wc [FILE...]", "how many lines, words and bytes there are"));
    }

    private static int start(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 1, Integer.MAX_VALUE);
        SystemClient.Started started =
                session.system().run(arguments.getFirst(), arguments.subList(1, arguments.size()), null);
        session.out().line("started " + started.process());
        return 0;
    }
}
