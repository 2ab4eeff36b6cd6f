package cortado.flash.output;

import java.io.PrintStream;
import java.util.Set;

/**
 * How a command talks: what was asked for on stdout, everything else on stderr with {@code cortado: } before it.
 *
 * <p>{@code --quiet} leaves results, warnings and errors; {@code --verbose} adds details. Colour appears on a terminal
 * only, and never where {@code NO_COLOR} is set.
 */
public final class Output {
    private static final String NAME = "cortado: ";

    /** How much is said. */
    public enum Level {
        /** Results, warnings and errors. */
        QUIET,
        /** Also what is being done. */
        NORMAL,
        /** Also how. */
        VERBOSE
    }

    /** The process's streams, any of which may be a person's terminal. */
    public enum Stream {
        /** Answers. */
        IN,
        /** Results. */
        OUT,
        /** Everything else. */
        ERR
    }

    private final Level level;
    private final PrintStream out;
    private final PrintStream err;
    private final Set<Stream> terminals;
    private final boolean colour;

    /**
     * Talks on two streams.
     *
     * @param terminals which of the process's are a terminal
     * @param colour whether a terminal gets colours
     */
    public Output(Level level, PrintStream out, PrintStream err, Set<Stream> terminals, boolean colour) {
        this.level = level;
        this.out = out;
        this.err = err;
        this.terminals = Set.copyOf(terminals);
        this.colour = colour;
    }

    /** The process's own streams; which of them are terminals is known from the launcher. */
    public static Output ofProcess(Level level) {
        return new Output(level, System.out, System.err, TerminalStreams.ofProcess(), TerminalStreams.wantColour());
    }

    /** One line of what was asked for. */
    public void result(String line) {
        out.println(line);
    }

    /** What is being done, or what to do next. */
    public void note(String text) {
        if (level != Level.QUIET) {
            err.println(NAME + text);
        }
    }

    /** How it is done: for who wants to know everything. */
    public void detail(String text) {
        if (level == Level.VERBOSE) {
            err.println(NAME + Colour.FAINT.around(text, colours(Stream.ERR)));
        }
    }

    /** Something that the person should look at although the command goes on. */
    public void warning(String text) {
        err.println(NAME + Colour.YELLOW.around("warning: ", colours(Stream.ERR)) + text);
    }

    /** Why the command ends without having done what was asked. */
    public void error(String text) {
        err.println(NAME + Colour.RED.around(text, colours(Stream.ERR)));
    }

    /** How much is said. */
    public Level level() {
        return level;
    }

    /** Whether a stream is a terminal: the place for progress bars, colours and questions. */
    public boolean isTerminal(Stream stream) {
        return terminals.contains(stream);
    }

    /** Whether a stream gets colours. */
    public boolean colours(Stream stream) {
        return colour && isTerminal(stream);
    }

    /** The stream that results go to, for what is not a line. */
    public PrintStream out() {
        return out;
    }

    /** The stream that everything else goes to. */
    public PrintStream err() {
        return err;
    }
}
