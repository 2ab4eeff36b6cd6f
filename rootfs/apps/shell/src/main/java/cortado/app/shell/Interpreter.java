package cortado.app.shell;

import cortado.api.MessageException;
import cortado.api.StatusException;
import cortado.environ.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs lines: finds each command and turns what goes wrong into a sentence and a status. */
final class Interpreter {
    /** A command that was refused or failed. */
    static final int FAILED = 1;
    /** A line or arguments that make no sense. */
    static final int MISUSED = 2;
    /** There is no such command. */
    static final int UNKNOWN = 127;

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private int status;

    Interpreter(List<Command> commands) {
        for (Command command : commands) {
            this.commands.put(command.name(), command);
        }
    }

    /** The names, in the order of {@code help}. */
    List<String> names() {
        return new ArrayList<>(commands.keySet());
    }

    /** The command of that name, or null. */
    Command command(String name) {
        return commands.get(name);
    }

    /** Runs all commands of a line; the last one's status, or the one before if the line is blank. */
    int run(String line, Session session) {
        List<List<CommandLine.Word>> parsed;
        try {
            parsed = CommandLine.parse(line);
        } catch (CommandLine.SyntaxException e) {
            session.out().line("shell: " + e.getMessage());
            status = MISUSED;
            return status;
        }
        for (List<CommandLine.Word> words : parsed) {
            List<String> arguments = new ArrayList<>();
            for (CommandLine.Word word : words) {
                arguments.add(word.with(status));
            }
            status = run(arguments.removeFirst(), arguments, session);
            session.out().flush();
        }
        return status;
    }

    private int run(String name, List<String> arguments, Session session) {
        Command command = commands.get(name);
        if (command == null) {
            session.out().line(name + ": no such command" + Nearest.suggestion(name, commands.keySet()));
            return UNKNOWN;
        }
        try {
            return command.action().run(session, arguments);
        } catch (UsageException e) {
            if (!e.getMessage().isEmpty()) {
                session.out().line(name + ": " + e.getMessage());
            }
            session.out().line("usage: " + command.usage());
            return MISUSED;
        } catch (StatusException | MessageException e) {
            session.out().line(name + ": " + e.getMessage());
            return FAILED;
        }
    }
}
