package cortado.flash.command;

import cortado.flash.documentation.ManPage;
import cortado.flash.output.Output;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado man}. */
public final class Man implements Subcommand {
    private final Supplier<List<Subcommand>> subcommands;

    /** A page about these. */
    public Man(Supplier<List<Subcommand>> subcommands) {
        this.subcommands = subcommands;
    }

    @Override
    public String name() {
        return "man";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "print the manual page";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public String details() {
        return """
                Examples:
                  ./cortado man | man -l -
                  ./cortado man > /usr/local/share/man/man1/cortado.1
                """;
    }

    @Override
    public int run(CommandLine line, Output output) {
        if (!line.getArgList().isEmpty()) {
            throw new CommandException(
                    Exit.USAGE,
                    "`man` takes no argument, found " + line.getArgList().getFirst()
                            + "; `./cortado help SUBCOMMAND` is about one subcommand");
        }
        output.out().print(ManPage.of(subcommands.get()));
        return Exit.OK;
    }
}
