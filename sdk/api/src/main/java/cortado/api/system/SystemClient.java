package cortado.api.system;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Handle;
import cortado.api.HandleInfo;
import cortado.api.Message;
import cortado.api.Replies;
import cortado.api.StatusException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks the service {@code system}. Every method throws {@link StatusException} with the supervisor's own sentence when
 * it refuses.
 */
public final class SystemClient implements AutoCloseable {
    /**
     * Milliseconds that an answer may take, those included in which a supervisor that hangs is noticed and replaced.
     */
    private static final long PATIENCE = 15_000;

    private final Channel channel;
    private final Message message = new Message();

    /** Talks over a channel that {@code environ.connect("system", ...)} gave. */
    public SystemClient(Channel channel) {
        this.channel = channel;
    }

    /** The channel: a poll reports READABLE when a program that {@link #run} started has ended. */
    public Channel channel() {
        return channel;
    }

    /** All processes, in the order of their start. */
    public List<ProcessRecord> processes() {
        return pages(SystemOperation.PROCESSES, null, ProcessRecord::take);
    }

    /** All nodes that are devices. */
    public List<DeviceRecord> devices() {
        return pages(SystemOperation.DEVICES, null, DeviceRecord::take);
    }

    /** The names of the programs that {@link #run} can start. */
    public List<String> programs() {
        return pages(SystemOperation.PROGRAMS, null, Message::takeText);
    }

    /** A process's environ. */
    public Map<String, String> environ(String process) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String[] pair : pages(
                SystemOperation.ENVIRON, process, answer -> new String[] {answer.takeText(), answer.takeText()})) {
            values.put(pair[0], pair[1]);
        }
        return values;
    }

    /** A process's handle table. */
    public List<HandleInfo> handles(String process) {
        return pages(
                SystemOperation.HANDLES,
                process,
                answer -> new HandleInfo(answer.takeInt(), answer.takeInt(), answer.takeInt(), answer.takeInt()));
    }

    /** Reads the log from its oldest line, of one process or, with an empty name, of all. */
    public void log(String process, Consumer<LogLine> lines) {
        long cursor = 0;
        boolean more = true;
        while (more) {
            ask(SystemOperation.LOG).putLong(cursor).putText(process);
            call();
            cursor = message.takeLong();
            more = message.takeInt() != 0;
            for (int count = message.takeInt(); count > 0; count--) {
                lines.accept(LogLine.take(message));
            }
        }
    }

    /** Ends a process; its spec decides whether it starts again. */
    public void kill(String process) {
        ask(SystemOperation.KILL).putText(process);
        call();
    }

    /** Makes a process that serves commit a {@link cortado.api.service.Crash}. */
    public void crash(String process, String kind) {
        ask(SystemOperation.CRASH).putText(process).putText(kind);
        call();
    }

    /** The supervisor's journal, oldest line first, about one process or, with an empty name, all. */
    public List<JournalRecord> events(String process) {
        return pages(SystemOperation.EVENTS, process, JournalRecord::take);
    }

    /** The machine as a whole. */
    public MachineRecord machine() {
        ask(SystemOperation.MACHINE);
        call();
        return MachineRecord.take(message);
    }

    /** Powers the machine off; returns only by throwing. */
    public void powerOff() {
        ask(SystemOperation.POWER_OFF);
        call();
    }

    /** Restarts the machine; returns only by throwing. */
    public void restart() {
        ask(SystemOperation.RESTART);
        call();
    }

    /** A program that was started: the process's name, and the id that its end will carry. */
    public record Started(String process, int id) {}

    /**
     * How a program ended.
     *
     * @param status what it gave to EXIT
     * @param cause a {@link cortado.abi.Cause}
     * @param text both in words
     */
    public record Ended(int id, int status, int cause, String text) {}

    /** As {@link #run(Launch)}, with one channel in the part {@code streams}, or null: then it outlives its client. */
    public Started run(String program, List<String> arguments, Channel streams) {
        return run(new Launch(
                program, arguments, streams == null ? Map.of() : Map.of("streams", streams), streams != null));
    }

    /**
     * A program to be started.
     *
     * @param name of a program of the bundle
     * @param arguments texts without NUL
     * @param parts what it is given, by the part that it plays: at most {@link Limits#MESSAGE_HANDLES} handles
     * @param follows whether it is ended when this client is
     */
    public record Launch(String name, List<String> arguments, Map<String, ? extends Handle> parts, boolean follows) {}

    /** Starts a program of the bundle; its parts move to it unless this throws. */
    public Started run(Launch launch) {
        int argumentBytes = sendArguments(launch.arguments());
        int id = Channel.nextId();
        message.reset(MessageType.CALL, id)
                .putInt(SystemOperation.RUN)
                .putText(launch.name())
                .putInt(argumentBytes)
                .putInt(launch.follows() ? 1 : 0)
                .putInt(launch.parts().size());
        for (Map.Entry<String, ? extends Handle> part : launch.parts().entrySet()) {
            message.putText(part.getKey()).putHandle(part.getValue());
        }
        call();
        return new Started(message.takeText(), id);
    }

    /** Arguments go ahead, each ended with a NUL, so that they may be longer than a message: how many bytes. */
    private int sendArguments(List<String> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("an argument of a program has a NUL in it");
            }
            byte[] utf8 = argument.getBytes(StandardCharsets.UTF_8);
            bytes.write(utf8, 0, utf8.length);
            bytes.write(0);
        }
        byte[] all = bytes.toByteArray();
        int from = 0;
        do {
            ask(SystemOperation.ARGUMENTS).putInt(from);
            int count = Math.min(message.room(), all.length - from);
            message.putBytes(all, from, count);
            call();
            from += count;
        } while (from < all.length);
        return all.length;
    }

    /**
     * The next end of a program that {@link #run} started, or null if there is none by the deadline.
     *
     * @param deadline in nanoseconds of {@link Clock#nanos()}; {@link Signals#READABLE} on the channel tells when
     */
    public Ended ended(long deadline) {
        int status = channel.tryReceive(message, deadline);
        if (status == Status.WOULD_BLOCK || status == Status.TIMED_OUT) {
            return null;
        }
        if (status < 0) {
            throw new StatusException("wait for the program's end", status);
        }
        if (message.type() != MessageType.EVENT) {
            message.drop();
            return null;
        }
        return new Ended(message.id(), message.takeInt(), message.takeInt(), message.takeText());
    }

    @Override
    public void close() {
        channel.close();
    }

    private Message ask(int operation) {
        return message.reset(MessageType.CALL, Channel.nextId()).putInt(operation);
    }

    /**
     * Asks, again if a supervisor that had taken the request was replaced before it answered: none but RUN, whose
     * handles have gone with it, does harm when it is done twice.
     */
    private void call() {
        long deadline = Clock.after(PATIENCE);
        int status = channel.tryCall(message, deadline);
        while (status == Status.CANCELLED && message.handleCount() == 0) {
            status = channel.tryCall(message, deadline);
        }
        if (status == Status.CANCELLED) {
            throw StatusException.saying(status, "the supervisor was replaced meanwhile: try again");
        }
        StatusException.check("ask the supervisor", status);
        Replies.throwIfError(message);
    }

    private <T> List<T> pages(int operation, String process, Function<Message, T> record) {
        List<T> records = new ArrayList<>();
        int from = 0;
        while (from >= 0) {
            ask(operation).putInt(from);
            if (process != null) {
                message.putText(process);
            }
            call();
            from = message.takeInt();
            for (int count = message.takeInt(); count > 0; count--) {
                records.add(record.apply(message));
            }
        }
        return records;
    }
}
