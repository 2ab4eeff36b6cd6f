package cortado.app.shell;

import cortado.api.StatusException;
import cortado.api.system.ProcessRecord;
import java.util.ArrayList;
import java.util.List;

/** Completes commands, and the first argument of those that say what it is. */
final class ShellCompleter implements Completer {
    private final Session session;
    private final Interpreter interpreter;

    ShellCompleter(Session session, Interpreter interpreter) {
        this.session = session;
        this.interpreter = interpreter;
    }

    @Override
    public List<String> candidates(List<String> before) {
        if (before.isEmpty()) {
            return interpreter.names();
        }
        Command command = interpreter.command(before.getFirst());
        if (command == null || before.size() > 1) {
            return List.of();
        }
        try {
            return switch (command.completes()) {
                case NONE -> List.of();
                case COMMAND -> interpreter.names();
                case PROCESS -> processes();
                case PROGRAM -> session.system().programs();
                case PATH -> List.of();
                case WORD -> words(command.usage());
            };
        } catch (StatusException e) { // a supervisor that cannot answer is no reason to beep
            return List.of();
        }
    }

    private List<String> processes() {
        List<String> names = new ArrayList<>();
        for (ProcessRecord process : session.system().processes()) {
            names.add(process.name());
        }
        return names;
    }

    /** The words between bars in {@code disk size|read|write}. */
    static List<String> words(String usage) {
        List<String> words = new ArrayList<>();
        int blank = usage.indexOf(' ');
        int at = blank < 0 ? usage.length() : blank + 1;
        while (at < usage.length() && isLetter(usage.charAt(at))) {
            int end = at;
            while (end < usage.length() && isLetter(usage.charAt(end))) {
                end++;
            }
            words.add(usage.substring(at, end));
            at = end < usage.length() && usage.charAt(end) == '|' ? end + 1 : usage.length();
        }
        return words;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
