package cortado.api;

import cortado.abi.Call;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * This process as a program that someone ran: arguments in, text out, a status at the end.
 *
 * <p>Arguments are the environ's {@code arg.0}, {@code arg.1}, .... Text goes to the channel that plays the part
 * {@code handle.streams} as DATA messages, an {@code int} that names the {@link #OUTPUT stream} and then bytes; where
 * there is no such channel, or its reader has gone, to the system log.
 */
public final class Program {
    /** The stream of results. */
    public static final int OUTPUT = 1;
    /** The stream of complaints. */
    public static final int ERRORS = 2;

    /** Bytes of text in one message. */
    private static final int CHUNK = 400;

    private final Environ environ;
    private final Message message = new Message();
    private Channel streams;

    /** The calling process. */
    public Program(Environ environ) {
        this.environ = environ;
        if (environ.has("handle.streams")) {
            streams = new Channel(environ.take("handle.streams"));
        }
    }

    /** The arguments, without the program's name. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (String next = environ.get("arg.0"); next != null; next = environ.get("arg." + arguments.size())) {
            arguments.add(next);
        }
        return arguments;
    }

    /** Writes a line of results, waiting while its reader is behind. */
    public void print(String line) {
        write(OUTPUT, line);
    }

    /** Writes a line of complaint. */
    public void complain(String line) {
        write(ERRORS, line);
    }

    /** Ends the process. */
    public static void exit(int status) {
        Platform.current().call(Call.EXIT, status, 0, 0, 0);
    }

    private void write(int stream, String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length && streams != null; from += CHUNK) {
            message.reset(MessageType.DATA, 0)
                    .putInt(stream)
                    .putBytes(bytes, from, Math.min(CHUNK, bytes.length - from));
            deliver();
        }
        if (streams == null) {
            if (stream == ERRORS) {
                Log.error(line);
            } else {
                Log.information(line);
            }
        }
    }

    private void deliver() {
        int status = streams.trySend(message);
        if (status == Status.WOULD_BLOCK) {
            status = deliverWhenThereIsRoom();
        }
        if (status < 0) { // the reader has gone
            streams.close();
            streams = null;
        }
    }

    private int deliverWhenThereIsRoom() {
        try (Poll room = new Poll()) {
            room.add(streams, Signals.WRITABLE, streams);
            int status = Status.WOULD_BLOCK;
            while (status == Status.WOULD_BLOCK) {
                room.next(Clock.FOREVER);
                status = streams.trySend(message);
            }
            return status;
        }
    }
}
