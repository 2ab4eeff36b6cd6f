package cortado.vmm.agent;

import cortado.vmm.ByteSink;
import cortado.vmm.ByteSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * Starts commands in a Linux guest through the agent that is its first process. One event loop drives it: what the port
 * {@value #PORT} brings goes to {@link #accept}, what it sends goes to the port as that has room, and listeners are
 * called from within. What it keeps is bounded by what it granted, and the first frame that breaks the protocol ends
 * it.
 */
public final class AgentClient implements ByteSink {
    /** The name of the virtio-console port. */
    public static final String PORT = "cortado.agent";

    private static final int VERSION = 1;
    private static final int MOST_COMMANDS = 16;
    private static final int LARGEST_INPUT_WINDOW = 1 << 20;
    private static final int ENOTCONN = 107;
    private static final int LONGEST_HOST_NAME = 64;
    private static final int MOST_RANDOM = 64;

    private final OutQueue queue;
    private final AgentListener listener;
    private final FrameReader reader = new FrameReader(new Frames());
    private final GuestCommand[] commands = new GuestCommand[MOST_COMMANDS];
    private final ArrayDeque<MountListener> mounts = new ArrayDeque<>();
    private int commandsAtOnce;
    private int inputWindow;
    private boolean ready;
    private String lost;

    /** The host's end of a port; the caller has the port's output come to this object's {@link #accept}. */
    public AgentClient(ByteSource port, AgentListener listener) {
        this.queue = new OutQueue(port);
        this.listener = listener;
        port.whenRoom(this::portHasRoom);
    }

    /** Whether the agent has announced itself and is still there. */
    public boolean ready() {
        return ready && lost == null;
    }

    /** How many more commands can be started now. */
    public int free() {
        int free = 0;
        for (int i = 0; i < commandsAtOnce; i++) {
            free += commands[i] == null ? 1 : 0;
        }
        return ready() ? free : 0;
    }

    /**
     * Starts a command.
     *
     * @throws IllegalStateException if {@link #free} is 0
     * @throws IllegalArgumentException if arguments and variables do not fit a frame
     */
    public GuestCommand spawn(CommandRequest request, CommandListener commandListener) {
        for (int i = 0; ready() && i < commandsAtOnce; i++) {
            if (commands[i] == null) {
                int number = i;
                GuestCommand command = new GuestCommand(
                        queue, i, inputWindow, request, commandListener, () -> commands[number] = null);
                byte[] frame = request.frame(i);
                commands[i] = command;
                queue.add(frame);
                return command;
            }
        }
        throw new IllegalStateException(
                ready()
                        ? "the guest runs " + commandsAtOnce + " commands, which is all it can"
                        : "the agent is not there");
    }

    /**
     * Sets what a guest cannot know by itself; after a restored snapshot again.
     *
     * @param nanoseconds the time since 1970, or 0 to leave the guest's clock alone
     * @param hostName at most 64 bytes; empty to leave it alone
     * @param random what seeds the guest's random numbers, at most 64 bytes
     */
    public void setUp(long nanoseconds, String hostName, byte[] random) {
        byte[] name = hostName.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_HOST_NAME || random.length > MOST_RANDOM) {
            throw new IllegalArgumentException("a host name of " + name.length + " bytes and " + random.length
                    + " random bytes; at most 64 each were expected");
        }
        send(Payload.of(FrameType.SETUP, 0, 0)
                .put64(nanoseconds)
                .put8(name.length)
                .put(name, 0, name.length)
                .put(random, 0, random.length));
    }

    /** Mounts the virtio-fs device of that tag. */
    public void mountShare(String tag, String target, boolean readOnly, MountListener mountListener) {
        mount(tag, target, "virtiofs", readOnly, mountListener);
    }

    /** Mounts anything that Linux can: {@code /dev/vda} as {@code ext4}, say. */
    public void mount(String source, String target, String type, boolean readOnly, MountListener mountListener) {
        byte[] frame = Payload.of(FrameType.MOUNT, 0, 0)
                .put32(readOnly ? 1 : 0)
                .text(source)
                .text(target)
                .text(type)
                .text("")
                .end();
        if (frame.length > FrameType.LARGEST) {
            throw new IllegalArgumentException("the paths of a mount take " + frame.length + " bytes");
        }
        if (lost != null) {
            mountListener.mounted(ENOTCONN);
            return;
        }
        mounts.add(mountListener);
        queue.add(frame);
    }

    /** Ends every process, writes what is dirty to the disks, and turns the guest off. */
    public void powerOff() {
        send(Payload.of(FrameType.POWER_OFF, 0, 0));
    }

    private void send(Payload frame) {
        if (lost == null) {
            queue.add(frame.end());
        }
    }

    /** Takes what the guest sent, all of it. */
    @Override
    public int accept(byte[] bytes, int from, int length) {
        if (lost == null) {
            try {
                reader.accept(bytes, from, length);
            } catch (AgentException e) {
                lose(e.getMessage());
            }
        }
        return length;
    }

    @Override
    public void opened(boolean open) {
        if (!open && ready) {
            lose("the guest closed the agent's port");
        }
    }

    /** Ends every command, for a guest that is gone. */
    public void lose(String why) {
        if (lost != null) {
            return;
        }
        lost = why;
        queue.clear();
        for (GuestCommand command : commands.clone()) {
            if (command != null) {
                command.lose(why);
            }
        }
        while (!mounts.isEmpty()) {
            mounts.remove().mounted(ENOTCONN);
        }
        listener.lost(why);
    }

    private void portHasRoom() {
        queue.flush();
        for (GuestCommand command : commands) {
            if (command != null) {
                command.roomForInput();
            }
        }
    }

    private void hello(byte[] payload, int length) {
        if (ready || length < 13) {
            throw new AgentException("the guest's HELLO came twice or is cut off");
        }
        int version = Payload.int32(payload, 0);
        if (version != VERSION) {
            throw new AgentException("the guest's agent speaks version " + Integer.toUnsignedString(version)
                    + " of the protocol; " + VERSION + " was expected. Build the board again.");
        }
        int most = Payload.int32(payload, 4);
        int window = Payload.int32(payload, 8);
        if (most < 1 || most > MOST_COMMANDS || window < 1 || window > LARGEST_INPUT_WINDOW) {
            throw new AgentException("the guest's HELLO offers " + most + " commands with windows of " + window
                    + " bytes, which cannot be");
        }
        commandsAtOnce = most;
        inputWindow = window;
        StringBuilder release = new StringBuilder();
        for (int i = 12; i < length; i++) {
            // For people's eyes: what could move a terminal's cursor is not passed on.
            release.append(payload[i] > ' ' && payload[i] < 0x7f ? (char) payload[i] : '?');
        }
        ready = true;
        listener.ready(release.toString());
    }

    /** Sends each frame to the command it is about. */
    private final class Frames implements FrameReader.Sink {
        @Override
        public void begin(FrameType type, int stream, int number, int length) {
            if (ready == (type == FrameType.HELLO)) {
                throw new AgentException("the guest's first frame, and no other, has to be HELLO; " + type + " came");
            }
            switch (type) {
                case HELLO -> {}
                case MOUNTED -> {
                    if (mounts.isEmpty() || length != 4) {
                        throw new AgentException("the guest answers a mount that nobody asked for");
                    }
                }
                default -> command(type, number).begin(type, stream, length);
            }
        }

        @Override
        public void notice(FrameType type, int stream, int number, byte[] payload, int length) {
            switch (type) {
                case HELLO -> hello(payload, length);
                case MOUNTED -> {
                    int errno = Payload.int32(payload, 0);
                    if (errno < 0 || errno > 4095) {
                        throw new AgentException("the guest answers a mount with the error " + errno);
                    }
                    mounts.remove().mounted(errno);
                }
                default -> command(type, number).notice(type, stream, payload);
            }
        }

        @Override
        public void output(int stream, int number, byte[] bytes, int from, int length) {
            // A listener may have given up on the guest between two parts.
            if (lost == null) {
                command(FrameType.OUTPUT, number).output(stream, bytes, from, length);
            }
        }

        private GuestCommand command(FrameType type, int number) {
            if (number >= MOST_COMMANDS || commands[number] == null) {
                throw new AgentException("the guest sent " + type + " for command " + number + ", which does not run");
            }
            return commands[number];
        }
    }
}
