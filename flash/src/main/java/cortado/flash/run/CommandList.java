package cortado.flash.run;

import java.util.ArrayList;
import java.util.List;

/** The commands of an {@code --exec} argument: cut at semicolons and line ends that no quote or backslash keeps. */
public final class CommandList {
    private CommandList() {}

    /** The commands of an option that may be given several times. */
    public static List<String> of(String... texts) {
        return split(String.join("\n", texts));
    }

    /** The commands, blank ones left out; quotes stay, since the guest's shell reads them. */
    public static List<String> split(String text) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                command.append(c).append(text.charAt(++i));
            } else if (quote == 0 && (c == ';' || c == '\n')) {
                add(commands, command);
            } else {
                if (quote == 0 && (c == '\'' || c == '"')) {
                    quote = c;
                } else if (c == quote) {
                    quote = 0;
                }
                command.append(c);
            }
        }
        add(commands, command);
        return commands;
    }

    private static void add(List<String> commands, StringBuilder command) {
        String text = command.toString().strip();
        if (!text.isEmpty()) {
            commands.add(text);
        }
        command.setLength(0);
    }
}
