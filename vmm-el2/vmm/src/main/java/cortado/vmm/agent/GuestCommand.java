package cortado.vmm.agent;

/** A command in the guest, from {@link AgentClient#spawn} until its listener was told of its end. */
public final class GuestCommand {
    /** Streams, by their numbers in the protocol. */
    public static final int INPUT = 0;

    public static final int OUTPUT = 1;
    public static final int ERRORS = 2;

    private enum State {
        STARTING,
        RUNNING,
        OVER
    }

    private final OutQueue queue;
    private final int number;
    private final int window;
    private final boolean onTerminal;
    private final int inputWindow;
    private final CommandListener listener;
    /** Makes the command's number free. */
    private final Runnable release;

    private State state = State.STARTING;

    /** What the guest may still send on a stream; index 0 is what the host may still send. */
    private final int[] granted;
    /** Consumed and not yet granted again. */
    private final int[] consumed = new int[3];

    private final boolean[] ended = new boolean[3];
    private boolean inputClosed;
    /** Whether {@link #write} took less than it was given. */
    private boolean inputWanted;

    GuestCommand(
            OutQueue queue,
            int number,
            int inputWindow,
            CommandRequest request,
            CommandListener listener,
            Runnable release) {
        this.release = release;
        this.queue = queue;
        this.number = number;
        this.window = request.window();
        this.onTerminal = request.onTerminal();
        this.inputWindow = inputWindow;
        this.listener = listener;
        this.granted = new int[] {inputWindow, window, window};
        ended[ERRORS] = onTerminal;
    }

    /**
     * Sends standard input.
     *
     * @return how many bytes were taken, from the first on; where fewer, {@link CommandListener#inputRoom} follows,
     *     unless nobody reads the input any more: then all count as taken
     */
    public int write(byte[] bytes, int from, int length) {
        if (inputClosed || ended[INPUT] || state == State.OVER) {
            return length;
        }
        int taken = 0;
        while (taken < length) {
            int part = Math.min(length - taken, FrameType.LARGEST - FrameType.HEADER);
            part = Math.min(part, Math.min(granted[INPUT], queue.room()));
            if (part == 0) {
                inputWanted = true;
                break;
            }
            queue.add(Payload.of(FrameType.INPUT, INPUT, number)
                    .put(bytes, from + taken, part)
                    .end());
            granted[INPUT] -= part;
            taken += part;
        }
        return taken;
    }

    /** Ends standard input after what was written; on a terminal, types Ctrl-D. */
    public void closeInput() {
        if (!inputClosed && state != State.OVER) {
            // On a terminal Ctrl-D is a byte of input like any other, and there may be more of them.
            inputClosed = !onTerminal;
            send(FrameType.INPUT_END, INPUT);
        }
    }

    /** Says that bytes of a stream have been consumed, so that the command may write as many more. */
    public void grant(int stream, int bytes) {
        consumed[stream] += bytes;
        if (consumed[stream] > window - granted[stream]) {
            throw new IllegalArgumentException("more bytes consumed than came on stream " + stream);
        }
        if (consumed[stream] >= (window + 1) / 2 && state == State.RUNNING && !ended[stream]) {
            queue.add(Payload.of(FrameType.GRANT, stream, number)
                    .put32(consumed[stream])
                    .end());
            granted[stream] += consumed[stream];
            consumed[stream] = 0;
        }
    }

    /** Gives the terminal another size; nothing for a command on pipes. */
    public void resize(int rows, int columns) {
        if (onTerminal && state != State.OVER) {
            queue.add(Payload.of(FrameType.RESIZE, 0, number)
                    .put16(rows)
                    .put16(columns)
                    .end());
        }
    }

    /** Sends a Linux signal to the command and what it started; nothing once it has ended. */
    public void signal(int signal) {
        if (state != State.OVER) {
            queue.add(Payload.of(FrameType.SIGNAL, 0, number).put32(signal).end());
        }
    }

    /** Whether the command has ended or failed. */
    public boolean over() {
        return state == State.OVER;
    }

    private void send(FrameType type, int stream) {
        queue.add(Payload.of(type, stream, number).end());
    }

    /** Checks a frame about this command before its payload is read. */
    void begin(FrameType type, int stream, int length) {
        boolean isStart = type == FrameType.STARTED || type == FrameType.FAILED;
        require(state == (isStart ? State.STARTING : State.RUNNING), type);
        switch (type) {
            case OUTPUT -> {
                require((stream == OUTPUT || stream == ERRORS) && !ended[stream], type);
                if (length == 0 || length > granted[stream]) {
                    throw new AgentException("the guest sent " + length + " bytes of output where at most "
                            + granted[stream] + " were granted");
                }
                granted[stream] -= length;
            }
            case STREAM_END -> require(stream <= ERRORS && !ended[stream] && length == 0, type);
            case EXITED -> require(ended[OUTPUT] && ended[ERRORS] && length == 4, type);
            default -> require(length == 4, type);
        }
    }

    void output(int stream, byte[] bytes, int from, int length) {
        listener.output(stream, bytes, from, length);
    }

    void notice(FrameType type, int stream, byte[] payload) {
        switch (type) {
            case STARTED -> {
                require(Payload.int32(payload, 0) > 1, type);
                state = State.RUNNING;
                listener.started();
            }
            case FAILED -> fail(payload);
            case STREAM_END -> {
                ended[stream] = true;
                listener.ended(stream);
            }
            case INPUT_GRANT -> {
                int more = Payload.int32(payload, 0);
                require(more > 0 && more <= inputWindow - granted[INPUT], type);
                granted[INPUT] += more;
                roomForInput();
            }
            case EXITED -> {
                ExitStatus status = ExitStatus.ofWait(Payload.int32(payload, 0));
                require(status != null, type);
                end();
                listener.exited(status);
            }
            default -> throw new AgentException("the guest sent " + type + " for a command");
        }
    }

    private void fail(byte[] payload) {
        int stage = payload[0];
        int errno = Payload.int16(payload, 2);
        StartFailure.Stage[] stages = StartFailure.Stage.values();
        require(stage >= 1 && stage <= stages.length && errno >= 1 && errno < 4096, FrameType.FAILED);
        end();
        listener.failed(new StartFailure(stages[stage - 1], errno));
    }

    /** Tells the listener, if it waits, that input is taken again. */
    void roomForInput() {
        if (inputWanted && granted[INPUT] > 0 && queue.room() > 0) {
            inputWanted = false;
            listener.inputRoom();
        }
    }

    /** The number is free before the listener hears of the end, since it may start the next command. */
    private void end() {
        state = State.OVER;
        release.run();
    }

    void lose(String why) {
        end();
        listener.lost(why);
    }

    private void require(boolean rule, FrameType type) {
        if (!rule) {
            throw new AgentException("the guest sent " + type + " for command " + number + ", which is " + state
                    + ", against the protocol's rules");
        }
    }
}
