package cortado.flash.command;

import cortado.flash.documentation.Completions;
import cortado.flash.output.Output;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado completion bash|zsh}. */
public final class Completion implements Subcommand {
    private final Supplier<List<Subcommand>> subcommands;

    /** Completes these. */
    public Completion(Supplier<List<Subcommand>> subcommands) {
        this.subcommands = subcommands;
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String arguments() {
        return "bash|zsh";
    }

    @Override
    public String summary() {
        return "print a completion script for your shell";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public String details() {
        return """
                Completes subcommands, their options, boards and file names.

                Examples:
                  eval "$(./cortado completion bash)"            in ~/.bashrc
                  source <(./cortado completion zsh)             in ~/.zshrc, after compinit
                """;
    }

    @Override
    public int run(CommandLine line, Output output) {
        String shell = line.getArgList().size() == 1 ? line.getArgList().getFirst() : "";
        switch (shell) {
            case "bash" -> output.out().print(Completions.bash(subcommands.get()));
            case "zsh" -> output.out().print(Completions.zsh(subcommands.get()));
            default ->
                throw CommandException.misused("completion", List.of(shell), "`completion bash` or `completion zsh`");
        }
        return Exit.OK;
    }
}
