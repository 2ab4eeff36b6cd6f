package cortado.app.shell;

import cortado.api.StatusException;
import cortado.app.shell.CommandLine.When;
import cortado.app.shell.PipelineRun.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs lines: finds each command or program and turns what goes wrong into a sentence and a status. */
final class Interpreter {
    /** A command that was refused or failed. */
    static final int FAILED = 1;
    /** A line or arguments that make no sense. */
    static final int MISUSED = 2;
    /** There is no such command. */
    static final int UNKNOWN = 127;

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Function<Session, List<String>> programs;
    private int status;

    /** @param programs what can be run besides the commands */
    Interpreter(List<Command> commands, Function<Session, List<String>> programs) {
        for (Command command : commands) {
            this.commands.put(command.name(), command);
        }
        this.programs = programs;
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
        List<CommandLine.Pipeline> pipelines;
        try {
            pipelines = CommandLine.parse(line);
        } catch (CommandLine.SyntaxException e) {
            session.errors().line("shell: " + e.getMessage());
            status = MISUSED;
            return status;
        }
        for (CommandLine.Pipeline pipeline : pipelines) {
            if (pipeline.when() == When.ALWAYS || (pipeline.when() == When.WELL) == (status == 0)) {
                status = run(pipeline, session);
                session.out().flush();
                session.errors().flush();
            }
        }
        return status;
    }

    private int run(CommandLine.Pipeline pipeline, Session session) {
        try (PipelineRun run = new PipelineRun(session, status)) {
            for (CommandLine.Stage stage : pipeline.stages()) {
                List<String> words = new ArrayList<>();
                for (CommandLine.Word word : stage.words()) {
                    words.add(word.with(status));
                }
                run.add(resolve(words.removeFirst(), words, session), stage.redirections());
            }
            return run.run();
        }
    }

    private Invocation resolve(String name, List<String> arguments, Session session) {
        Command command = commands.get(name);
        if (command != null && command.isRunner() && !arguments.isEmpty()) {
            return new Invocation(name, command, arguments.getFirst(), arguments.subList(1, arguments.size()));
        }
        if (command != null && command.tool() != null) {
            List<String> words = new ArrayList<>(arguments);
            if (!command.tool().equals(name)) {
                words.addFirst(name);
            }
            return new Invocation(name, command, command.tool(), words);
        }
        if (command != null) {
            return new Invocation(name, command, null, arguments);
        }
        List<String> known = names();
        try {
            List<String> others = programs.apply(session);
            if (others.contains(name)) {
                return new Invocation(name, null, name, arguments);
            }
            known.addAll(others);
        } catch (StatusException e) {
            session.errors().line("shell: " + e.getMessage());
        }
        return Invocation.unknown(name, known);
    }
}
