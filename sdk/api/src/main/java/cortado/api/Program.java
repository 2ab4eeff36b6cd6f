package cortado.api;

import cortado.abi.Call;
import cortado.api.stream.ChannelInput;
import cortado.api.stream.ChannelOutput;
import cortado.api.stream.Terminal;
import cortado.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * This process as a program that someone ran: arguments and input in, output and complaints out, a status at the end.
 *
 * <p>Arguments are the environ's {@code arg.0}, {@code arg.1}, .... Streams are those of {@link cortado.api.stream}; a
 * program without them has an empty input, and its text goes to the system log, as it does when its reader has gone.
 */
public final class Program {
    /** The parts of the environ that hold a program's streams and its terminal, without {@code handle.}. */
    public static final String INPUT = "stdin";

    public static final String OUTPUT = "stdout";
    public static final String ERRORS = "stderr";
    public static final String TERMINAL = "terminal";

    private final Environ environ;
    private final ChannelInput input;
    private ChannelOutput output;
    private ChannelOutput errors;
    private final Terminal terminal;

    /** The calling process. */
    public Program(Environ environ) {
        this.environ = environ;
        Channel in = channel(INPUT);
        input = in == null ? ChannelInput.empty() : new ChannelInput(in);
        output = writer(OUTPUT);
        errors = writer(ERRORS);
        Channel keeper = channel(TERMINAL);
        terminal = keeper == null ? null : new Terminal(keeper);
    }

    /** The arguments, without the program's name. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (String next = environ.get("arg.0"); next != null; next = environ.get("arg." + arguments.size())) {
            arguments.add(next);
        }
        return arguments;
    }

    /** Standard input. */
    public ChannelInput input() {
        return input;
    }

    /** Standard output, or nothing where text goes to the log. */
    public Optional<ChannelOutput> output() {
        return Optional.ofNullable(output);
    }

    /** Standard error, likewise. */
    public Optional<ChannelOutput> errors() {
        return Optional.ofNullable(errors);
    }

    /** The terminal that one of the streams leads to, if there is one. */
    public Optional<Terminal> terminal() {
        return Optional.ofNullable(terminal);
    }

    /** Writes a line of results, waiting while its reader is behind. */
    public void print(String line) {
        if (output == null) {
            Log.information(line);
        } else if (!delivered(output, line)) {
            output = null;
        }
    }

    /** Writes a line of complaint. */
    public void complain(String line) {
        if (errors == null) {
            Log.error(line);
        } else if (!delivered(errors, line)) {
            errors = null;
        }
    }

    /** Ends the process. */
    public static void exit(int status) {
        Platform.current().call(Call.EXIT, status, 0, 0, 0);
    }

    private static boolean delivered(ChannelOutput stream, String line) {
        try {
            stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (StatusException e) { // the reader has gone
            stream.close();
            return false;
        }
    }

    private Channel channel(String part) {
        return environ.has("handle." + part) ? new Channel(environ.take("handle." + part)) : null;
    }

    private ChannelOutput writer(String part) {
        Channel channel = channel(part);
        return channel == null ? null : new ChannelOutput(channel);
    }
}
