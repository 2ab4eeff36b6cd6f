package cortado.flash.command;

import java.util.List;
import org.apache.commons.cli.CommandLine;

/** The board that a command line names. */
final class Boards {
    /** The board of a command line that names none. */
    static final String DEFAULT = "qemu-virt";

    private Boards() {}

    /** The only argument, or what counts without one. */
    static String argument(CommandLine line, String otherwise) {
        List<String> arguments = line.getArgList();
        if (arguments.size() > 1) {
            throw new CommandException(
                    Exit.USAGE, "one board or image was expected, found " + String.join(" ", arguments));
        }
        if (arguments.isEmpty() && otherwise == null) {
            throw new CommandException(Exit.USAGE, "a board was expected, such as " + DEFAULT);
        }
        return arguments.isEmpty() ? otherwise : arguments.getFirst();
    }
}
