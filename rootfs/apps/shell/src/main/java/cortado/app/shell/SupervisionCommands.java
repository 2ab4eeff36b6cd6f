package cortado.app.shell;

import cortado.api.service.Crash;
import cortado.api.system.JournalRecord;
import java.util.List;

/** Commands about faults and what the supervisor makes of them. */
final class SupervisionCommands {
    private SupervisionCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "crash PROCESS " + String.join("|", Crash.KINDS),
                        "makes a driver or server fail, to see it come back",
                        Command.Argument.PROCESS,
                        SupervisionCommands::crash),
                new Command(
                        "events [PROCESS]",
                        "faults, restarts and refusals, with their causes; -1: of the boot before this one",
                        Command.Argument.PROCESS,
                        SupervisionCommands::events));
    }

    /** Seconds since boot; behind a minus and a number, since the boot so many before this one. */
    private static String time(JournalRecord event) {
        String seconds = Amount.seconds(event.time(), 6);
        return event.boot() == 0 ? seconds : event.boot() + ": " + seconds;
    }

    private static int crash(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 2, 2);
        session.system().crash(arguments.get(0), arguments.get(1));
        return 0;
    }

    private static int events(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 1);
        Table table = new Table("TIME>", "EVENT", "PROCESS", "WHY");
        for (JournalRecord event : session.system().events(arguments.isEmpty() ? "" : arguments.getFirst())) {
            boolean more = event.text().startsWith(" ");
            table.row(more ? " " : time(event), more ? " " : event.kind(), more ? " " : event.process(), event.text());
        }
        table.lines().forEach(session.out()::line);
        return 0;
    }
}
