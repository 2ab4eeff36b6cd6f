package cortado.flash.command;

import cortado.flash.output.Output;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** One word after {@code cortado}. */
public interface Subcommand {
    /** The word. */
    String name();

    /** What follows the word and the options, such as {@code [BOARD]}; empty for nothing. */
    String arguments();

    /** One line for the list of subcommands. */
    String summary();

    /** Its options. */
    Options options();

    /** What follows the options in its help: examples, and what the reader should know. */
    String details();

    /**
     * Does the work.
     *
     * @param output where results and everything else go
     * @return the exit status
     */
    int run(CommandLine line, Output output) throws Exception;
}
