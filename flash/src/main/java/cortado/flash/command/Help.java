package cortado.flash.command;

import cortado.flash.output.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code cortado help [SUBCOMMAND]}. */
public final class Help implements Subcommand {
    private static final int COLUMN = 24;

    /** The one subcommand that the launcher does without Java. */
    private static final String TEST = "test";

    private static final String TEST_ARGUMENTS = "[MAVEN OPTIONS]";
    private static final String TEST_SUMMARY = "build everything, run every test, end in one line of counts";

    private final List<Subcommand> subcommands;

    /** Help about these, in this order, and about itself. */
    public Help(List<Subcommand> subcommands) {
        this.subcommands = subcommands;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String arguments() {
        return "[SUBCOMMAND]";
    }

    @Override
    public String summary() {
        return "show this list, or everything about one subcommand";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public String details() {
        return "";
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        List<String> words = line.getArgList();
        if (words.size() > 1) {
            throw CommandException.misused("help", words, "`help` or `help SUBCOMMAND`");
        }
        if (words.isEmpty()) {
            output.out().print(overview());
        } else if (words.getFirst().equals(TEST)) {
            output.out().print(aboutTest());
        } else {
            output.out()
                    .print(about(
                            words.getFirst().equals(name()) ? this : Subcommands.named(subcommands, words.getFirst())));
        }
        return Exit.OK;
    }

    /** The list of subcommands and the exit statuses. */
    public String overview() {
        StringBuilder text = new StringBuilder("usage: ./cortado SUBCOMMAND [options] [arguments]\n\n");
        for (Subcommand subcommand : subcommands) {
            row(text, subcommand.name() + " " + subcommand.arguments(), subcommand.summary());
        }
        row(text, name() + " " + arguments(), summary());
        row(text, TEST + " " + TEST_ARGUMENTS, TEST_SUMMARY);
        text.append("\nEvery subcommand:\n");
        for (Option option : CommonOptions.all()) {
            row(text, "--" + option.getLongOpt(), option.getDescription());
        }
        text.append("\nExit status:\n");
        for (Exit.Meaning meaning : Exit.TABLE) {
            text.append("  %-8d %s\n".formatted(meaning.status(), meaning.meaning()));
        }
        return text.append("""

                        Start with `./cortado run`: it builds the system and boots it in QEMU, here in this terminal.
                        """).toString();
    }

    private static String aboutTest() {
        return """
                usage: ./cortado test %s

                %s

                Example:
                  ./cortado test -pl kernel -am
                """.formatted(TEST_ARGUMENTS, TEST_SUMMARY);
    }

    /** What is too long for its column has a line of its own. */
    private static void row(StringBuilder text, String left, String right) {
        String name = left.strip();
        text.append("  ").append(name);
        text.append(name.length() > COLUMN ? "\n" + " ".repeat(COLUMN + 3) : " ".repeat(COLUMN + 1 - name.length()));
        text.append(right).append('\n');
    }

    /** Everything about one subcommand. */
    public static String about(Subcommand subcommand) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.print("usage: ./cortado " + subcommand.name());
        if (!subcommand.options().getOptions().isEmpty()) {
            out.print(" [options]");
        }
        out.print(subcommand.arguments().isEmpty() ? "\n" : " " + subcommand.arguments() + "\n");
        out.print("\n" + subcommand.summary() + "\n");
        OptionTable.print(subcommand.options(), out);
        if (!subcommand.details().isBlank()) {
            out.print("\n" + subcommand.details().strip() + "\n");
        }
        out.flush();
        return text.toString();
    }
}
