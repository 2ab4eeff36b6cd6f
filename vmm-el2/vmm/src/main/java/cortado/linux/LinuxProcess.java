package cortado.linux;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.StatusException;
import cortado.api.stream.ChannelInput;
import cortado.api.stream.ChannelOutput;
import java.util.Optional;
import java.util.OptionalInt;

/** A Linux program that was started: its streams, its end, and the means to bring that about. */
public final class LinuxProcess implements AutoCloseable {
    /** The status of a program whose virtual machine was ended from outside: 128 and SIGKILL. */
    public static final int KILLED = 137;

    /** Linux's numbers of some signals. */
    public static final int SIGINT = 2;

    public static final int SIGTERM = 15;

    private final String machine;
    private final Channel control;
    private final ChannelOutput input;
    private final ChannelInput output;
    private final ChannelInput errors;
    private final Message message = new Message();
    private boolean started;
    private OptionalInt status = OptionalInt.empty();
    private String problem;

    LinuxProcess(String machine, Channel control, ChannelOutput input, ChannelInput output, ChannelInput errors) {
        this.machine = machine;
        this.control = control;
        this.input = input;
        this.output = output;
        this.errors = errors;
    }

    /** The name of its virtual machine, as {@link Linux#machines} and {@code ps} list it. */
    public String machine() {
        return machine;
    }

    /** What leads to its standard input; closing it is the input's end. */
    public ChannelOutput stdin() {
        return piped(input, "stdin");
    }

    /** What it writes to standard output. */
    public ChannelInput stdout() {
        return piped(output, "stdout");
    }

    /** What it writes to standard error. */
    public ChannelInput stderr() {
        return piped(errors, "stderr");
    }

    private static <T> T piped(T stream, String name) {
        if (stream == null) {
            throw new IllegalStateException(name + " was not PIPED when the command was spawned");
        }
        return stream;
    }

    /** The channel whose READABLE says that {@link #poll()} may have news. */
    public Channel control() {
        return control;
    }

    /** Takes what news there are: its exit status, if it has ended. */
    public OptionalInt poll() {
        return waitFor(Clock.NOW);
    }

    /** Waits for its end: its status as a shell has it, 128 + n for a program that signal n ended. */
    public int waitFor() {
        return waitFor(Clock.FOREVER).orElseThrow();
    }

    /** Waits for its end until a deadline, in nanoseconds of {@link Clock#nanos()}. */
    public OptionalInt waitFor(long deadline) {
        while (status.isEmpty()) {
            int got = control.tryReceive(message, deadline);
            if (got == Status.WOULD_BLOCK || got == Status.TIMED_OUT) {
                return status;
            }
            if (got < 0) {
                end(KILLED, "its virtual machine " + machine + " was ended");
            } else {
                take();
            }
        }
        return status;
    }

    private void take() {
        try {
            int event = message.type() == MessageType.EVENT ? message.takeInt() : 0;
            int value = message.takeInt();
            switch (event) {
                case LinuxProtocol.STARTED -> started = true;
                case LinuxProtocol.EXITED -> end(value, null);
                case LinuxProtocol.FAILED -> end(value, message.takeText());
                default -> {}
            }
        } catch (MessageException e) {
            end(LinuxProtocol.NO_MACHINE, "its virtual machine " + machine + " is not understood: " + e.getMessage());
        }
    }

    private void end(int code, String why) {
        status = OptionalInt.of(code);
        problem = why;
    }

    /** Whether the program has been seen to run; {@link #poll()} takes the news. */
    public boolean hasStarted() {
        return started;
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return poll().isEmpty();
    }

    /** Why it did not run, or not to its end: a sentence; nothing after an end of its own. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Sends it a Linux signal. */
    public void signal(int signal) {
        tell(LinuxProtocol.SIGNAL, signal, 0);
    }

    /** Tells it that its terminal has another size. */
    public void resize(int rows, int columns) {
        tell(LinuxProtocol.RESIZE, rows, columns);
    }

    private void tell(int event, int first, int second) {
        Message told = new Message()
                .reset(MessageType.EVENT, 0)
                .putInt(event)
                .putInt(first)
                .putInt(second);
        int sent = control.isOpen() ? control.trySend(told) : Status.PEER_CLOSED;
        if (sent < 0 && sent != Status.PEER_CLOSED) {
            throw new StatusException("tell " + machine, sent);
        }
    }

    /** Ends it with its virtual machine, at once. */
    public void kill() {
        if (status.isEmpty()) {
            end(KILLED, null);
        }
        control.close();
    }

    /** Ends it if it has not ended, and closes its streams. */
    @Override
    public void close() {
        kill();
        if (input != null) {
            input.close();
        }
        if (output != null) {
            output.close();
        }
        if (errors != null) {
            errors.close();
        }
    }
}
