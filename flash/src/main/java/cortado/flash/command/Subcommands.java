package cortado.flash.command;

import cortado.environ.text.Nearest;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.manifest.ManifestException;
import cortado.flash.output.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Finds the subcommand that a command line names, parses its options and runs it. */
public final class Subcommands {
    private final List<Subcommand> all;
    private final Help help;

    /** Dispatches to these and to {@code help}. */
    public Subcommands(List<Subcommand> all) {
        this.all = List.copyOf(all);
        this.help = new Help(this.all);
    }

    /** Runs the command line and returns the exit status; failures meant for the person are printed on stderr. */
    public int run(String... arguments) throws Exception {
        Output output = Output.ofProcess(Output.Level.NORMAL);
        try {
            if (arguments.length == 0 || arguments[0].equals("--help") || arguments[0].equals("-h")) {
                output.out().print(help.overview());
                return Exit.OK;
            }
            if (arguments[0].equals("--version")) {
                output.result(Version.TEXT);
                return Exit.OK;
            }
            Subcommand subcommand = arguments[0].equals(help.name()) ? help : named(all, arguments[0]);
            String[] rest = List.of(arguments).subList(1, arguments.length).toArray(new String[0]);
            if (asksForHelp(rest)) {
                output.out().print(Help.about(subcommand));
                return Exit.OK;
            }
            CommandLine line = parse(subcommand, rest);
            Output wanted = Output.ofProcess(CommonOptions.level(line));
            return run(subcommand, line, wanted);
        } catch (CommandException e) {
            output.error(e.getMessage());
            return e.status();
        }
    }

    private static int run(Subcommand subcommand, CommandLine line, Output output) throws Exception {
        try {
            return subcommand.run(line, output);
        } catch (IOException e) {
            detail(e, output);
            throw Failures.of(e);
        } catch (DiskFormatException e) {
            detail(e, output);
            throw Failures.of(e);
        } catch (ManifestException e) {
            detail(e, output);
            throw Failures.of(e);
        }
    }

    /** Where it comes from, for whoever wants to know everything. */
    private static void detail(Exception e, Output output) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        output.detail(trace.toString().stripTrailing());
    }

    private static boolean asksForHelp(String[] rest) {
        return List.of(rest).contains("--help");
    }

    private static CommandLine parse(Subcommand subcommand, String[] rest) {
        Options options = CommonOptions.with(subcommand.options());
        try {
            return DefaultParser.builder().setAllowPartialMatching(false).get().parse(options, rest);
        } catch (UnrecognizedOptionException e) {
            List<String> names =
                    options.getOptions().stream().map(Option::getLongOpt).toList();
            throw new CommandException(
                    Exit.USAGE,
                    "`" + subcommand.name() + "` has no option " + e.getOption()
                            + suggestion(e.getOption().replaceFirst("^-+", "").replaceFirst("=.*", ""), names, "--")
                            + "; `./cortado help " + subcommand.name() + "` lists its options");
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            throw new CommandException(
                    Exit.USAGE, "--" + option.getLongOpt() + " needs " + option.getArgName() + " behind it");
        } catch (ParseException e) {
            throw new CommandException(Exit.USAGE, "`" + subcommand.name() + "`: " + e.getMessage());
        }
    }

    static Subcommand named(List<Subcommand> subcommands, String name) {
        for (Subcommand subcommand : subcommands) {
            if (subcommand.name().equals(name)) {
                return subcommand;
            }
        }
        List<String> names = subcommands.stream().map(Subcommand::name).collect(Collectors.toList());
        names.add("help");
        names.add("test");
        throw new CommandException(
                Exit.USAGE,
                "there is no subcommand `" + name + "`" + suggestion(name, names, "")
                        + "; `./cortado help` lists them");
    }

    private static String suggestion(String word, List<String> candidates, String prefix) {
        String nearest = Nearest.to(word, candidates);
        return nearest == null ? "" : " (did you mean " + prefix + nearest + "?)";
    }
}
