package cortado.flash.command;

import cortado.flash.output.Output;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options that every subcommand understands. */
public final class CommonOptions {
    private static final String QUIET = "quiet";
    private static final String VERBOSE = "verbose";
    private static final String HELP = "help";

    private CommonOptions() {}

    /** The options, as help and completion list them. */
    public static List<Option> all() {
        return List.of(
                OptionForms.flag(QUIET, "only results, warnings and errors"),
                OptionForms.flag(VERBOSE, "also how things are done"),
                OptionForms.flag(HELP, "everything about the subcommand"));
    }

    /** A subcommand's own options and these. */
    static Options with(Options own) {
        Options options = new Options();
        own.getOptions().forEach(options::addOption);
        all().forEach(options::addOption);
        return options;
    }

    /** How much the command line wants to hear. */
    static Output.Level level(CommandLine line) {
        if (line.hasOption(QUIET) && line.hasOption(VERBOSE)) {
            throw new CommandException(Exit.USAGE, "--quiet and --verbose say opposite things: choose one");
        }
        if (line.hasOption(QUIET)) {
            return Output.Level.QUIET;
        }
        return line.hasOption(VERBOSE) ? Output.Level.VERBOSE : Output.Level.NORMAL;
    }
}
