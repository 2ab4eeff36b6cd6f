package cortado.app.shell;

import cortado.api.system.MachineRecord;
import cortado.environ.text.Nearest;
import java.util.List;

/** Commands about the shell itself. */
final class ShellCommands {
    private ShellCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "help [COMMAND]",
                        "what can be typed, or how one command is used",
                        Command.Argument.COMMAND,
                        ShellCommands::help),
                new Command("echo [WORD...]", "prints its arguments; $? is the last status", ShellCommands::echo),
                new Command(
                        "hostname",
                        "this machine's name, as `cortado build --hostname` set it",
                        ShellCommands::hostname),
                new Command("version", "which Cortado this is, and on which board", ShellCommands::version));
    }

    private static int help(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 1);
        Interpreter interpreter = Shell.interpreter();
        if (arguments.isEmpty()) {
            Table table = new Table("COMMAND", "DOES");
            for (String name : interpreter.names()) {
                Command command = interpreter.command(name);
                table.row(command.usage(), command.summary());
            }
            table.lines().forEach(session.out()::line);
            return 0;
        }
        String name = arguments.getFirst();
        Command command = interpreter.command(name);
        if (command == null) {
            session.out().line("help: no command " + name + Nearest.suggestion(name, interpreter.names()));
            return Interpreter.FAILED;
        }
        session.out().line("usage: " + command.usage());
        session.out().line(command.summary());
        return 0;
    }

    private static int echo(Session session, List<String> arguments) {
        session.out().line(String.join(" ", arguments));
        return 0;
    }

    private static int hostname(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 0);
        String name = session.environ().get("hostname");
        session.out().line(name == null ? "hostname: this machine was given no name" : name);
        return name == null ? Interpreter.FAILED : 0;
    }

    private static int version(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 0);
        session.out().line(describe(session.system().machine()));
        return 0;
    }

    /** One line: system, version, board, CPUs and memory. */
    static String describe(MachineRecord machine) {
        int cpus = machine.info().cpus();
        return "Cortado " + machine.version() + " on " + machine.model() + ", " + cpus
                + (cpus == 1 ? " CPU, " : " CPUs, ")
                + Amount.bytes(machine.info().memoryTotal());
    }
}
