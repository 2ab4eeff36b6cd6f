package cortado.flash.command;

import java.io.PrintWriter;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of a subcommand as two columns, in the order they were declared. */
final class OptionTable {
    private OptionTable() {}

    static void print(Options options, PrintWriter out) {
        if (options.getOptions().isEmpty()) {
            return;
        }
        int width = 0;
        for (Option option : options.getOptions()) {
            width = Math.max(width, left(option).length());
        }
        out.print("\n");
        for (Option option : options.getOptions()) {
            out.print(("  %-" + width + "s  %s\n").formatted(left(option), option.getDescription()));
        }
    }

    private static String left(Option option) {
        String name = "--" + option.getLongOpt();
        return option.hasArg() ? name + " " + option.getArgName() : name;
    }
}
