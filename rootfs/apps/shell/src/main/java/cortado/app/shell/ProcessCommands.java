package cortado.app.shell;

import cortado.abi.HandleType;
import cortado.abi.Rights;
import cortado.api.HandleInfo;
import cortado.api.Log;
import cortado.api.system.LogLine;
import cortado.api.system.ProcessRecord;
import java.util.List;

/** Commands about processes. */
final class ProcessCommands {
    private ProcessCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "ps [--tree]",
                        "processes, what they use and may use, and who started whom",
                        ProcessCommands::ps),
                new Command("env PROCESS", "what a process was given", Command.Argument.PROCESS, ProcessCommands::env),
                new Command(
                        "log [PROCESS]",
                        "the system log, or one process's lines in it",
                        Command.Argument.PROCESS,
                        ProcessCommands::log),
                new Command(
                        "kill PROCESS",
                        "ends a process; its spec decides whether it starts again",
                        Command.Argument.PROCESS,
                        ProcessCommands::kill),
                new Command(
                        "handles PROCESS",
                        "a process's handle table",
                        Command.Argument.PROCESS,
                        ProcessCommands::handles));
    }

    private static int ps(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 1);
        boolean tree = !arguments.isEmpty();
        if (tree && !arguments.getFirst().equals("--tree")) {
            throw new UsageException("'" + arguments.getFirst() + "' found, but only --tree can be asked for");
        }
        List<ProcessRecord> processes = session.system().processes();
        Table table = new Table(
                "PROCESS", "ISOLATION", "STATE", "PRIO>", "CPU>", "USED>", "GRANTED>", "RESTARTS>", "LAST END");
        if (tree) {
            branch(table, processes, "", "");
        } else {
            processes.forEach(process -> row(table, process, ""));
        }
        table.lines().forEach(session.out()::line);
        return 0;
    }

    /** The processes that one started, each above those that it started itself. */
    private static void branch(Table table, List<ProcessRecord> all, String parent, String indent) {
        for (ProcessRecord process : all) {
            if (process.parent().equals(parent)) {
                row(table, process, indent);
                branch(table, all, process.name(), indent + "  ");
            }
        }
    }

    private static void row(Table table, ProcessRecord process, String indent) {
        table.row(
                indent + process.name(),
                process.isolation(),
                process.state(),
                Integer.toString(process.priority()),
                Amount.seconds(process.cpuTime(), 3) + " s",
                Amount.bytes(process.memoryUsed()),
                Amount.bytes(process.memoryQuota()),
                Integer.toString(process.restarts()),
                process.note());
    }

    private static int env(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 1, 1);
        session.system()
                .environ(arguments.getFirst())
                .forEach((key, value) -> session.out().line(key + "=" + value));
        return 0;
    }

    private static int log(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 1);
        session.system()
                .log(
                        arguments.isEmpty() ? "" : arguments.getFirst(),
                        line -> session.out().line(logLine(line)));
        return 0;
    }

    /** {@code [ 1.203456] pl011: warning: ...}. */
    static String logLine(LogLine line) {
        String time = Amount.seconds(line.time(), 6);
        String level = line.level() == Log.ERROR ? "error: " : line.level() == Log.WARNING ? "warning: " : "";
        return "[" + " ".repeat(Math.max(0, 12 - time.length())) + time + "] " + line.process() + ": " + level
                + line.text();
    }

    private static int kill(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 1, 1);
        session.system().kill(arguments.getFirst());
        return 0;
    }

    private static int handles(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 1, 1);
        Table table = new Table("HANDLE>", "TYPE", "RIGHTS", "DETAIL");
        for (HandleInfo handle : session.system().handles(arguments.getFirst())) {
            table.row(
                    Integer.toString(handle.handle()),
                    HandleType.text(handle.type()),
                    Rights.text(handle.rights()),
                    detail(handle));
        }
        table.lines().forEach(session.out()::line);
        return 0;
    }

    private static String detail(HandleInfo handle) {
        return switch (handle.type()) {
            case HandleType.CHANNEL -> handle.detail() + " queued";
            case HandleType.FOLIO -> handle.detail() + (handle.detail() == 1 ? " page" : " pages");
            case HandleType.INTERRUPT -> "line " + handle.detail();
            case HandleType.PROCESS -> "process " + handle.detail();
            default -> "";
        };
    }
}
