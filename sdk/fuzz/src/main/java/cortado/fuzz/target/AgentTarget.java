package cortado.fuzz.target;

import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.vmm.ByteSource;
import cortado.vmm.agent.AgentClient;
import cortado.vmm.agent.AgentListener;
import cortado.vmm.agent.CommandListener;
import cortado.vmm.agent.CommandRequest;
import cortado.vmm.agent.ExitStatus;
import cortado.vmm.agent.GuestCommand;
import cortado.vmm.agent.StartFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a Linux guest says to the host about its commands. An input is a conversation: bytes of the guest's in turn with
 * what a host does. No command gets more output than it asked for, and each learns of its end once, whatever is said.
 */
public final class AgentTarget implements Target {
    private static final int LONGEST = 4096;
    private static final int WINDOW = 64;

    /** What a step of an input begins with; other values count as the first. */
    private static final int GUEST = 0;

    private static final int SPAWN = 1;
    private static final int WRITE = 2;
    private static final int GRANT = 3;
    private static final int MOUNT = 4;
    private static final int ROOM = 5;
    private static final int SIGNAL = 6;
    private static final int STEPS = 7;

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public String description() {
        return "the Linux guest's agent: what it says is a rule kept, or the end of the conversation";
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public List<byte[]> seeds() {
        byte[] hello = frame(0x81, 0, 0, 1, 0, 0, 0, 16, 0, 0, 0, 0, 1, 0, 0, '6', '.', '1', '2');
        byte[] started = frame(0x82, 0, 0, 100, 0, 0, 0);
        byte[] output = frame(0x84, 1, 0, 'h', 'i');
        byte[] ends = join(frame(0x85, 1, 0), frame(0x85, 2, 0));
        byte[] exited = frame(0x87, 0, 0, 0, 7, 0, 0);
        return List.of(
                join(says(hello), step(SPAWN), says(started), says(output), step(GRANT), says(ends), says(exited)),
                join(says(hello), step(SPAWN), says(frame(0x83, 0, 0, 4, 0, 2, 0)), step(SPAWN), says(started)),
                join(says(hello), step(SPAWN), says(started), step(WRITE), says(frame(0x86, 0, 0, 16, 0, 0, 0))),
                join(says(hello), step(MOUNT), says(frame(0x88, 0, 0, 2, 0, 0, 0)), step(ROOM), step(SIGNAL)));
    }

    private static byte[] step(int what) {
        return new byte[] {(byte) what, 1};
    }

    private static byte[] says(byte[] bytes) {
        return join(new byte[] {GUEST, (byte) bytes.length}, bytes);
    }

    private static byte[] frame(int type, int stream, int command, int... payload) {
        byte[] frame = new byte[8 + payload.length];
        frame[0] = (byte) type;
        frame[1] = (byte) stream;
        frame[2] = (byte) command;
        frame[4] = (byte) payload.length;
        for (int i = 0; i < payload.length; i++) {
            frame[8 + i] = (byte) payload[i];
        }
        return frame;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Override
    public void take(byte[] input) {
        new Conversation().hold(new InputBytes(input));
    }

    /** A host that does what the input says. */
    private static final class Conversation implements ByteSource, AgentListener {
        private final AgentClient client = new AgentClient(this, this);
        private final List<Command> commands = new ArrayList<>();
        private Runnable whenRoom = () -> {};
        private int room = 4096;
        private boolean lost;

        void hold(InputBytes input) {
            byte[] scratch = new byte[256];
            while (!input.isEmpty()) {
                int step = input.next() % STEPS;
                int argument = input.next();
                Command last = commands.isEmpty() ? null : commands.get(argument % commands.size());
                switch (step) {
                    case SPAWN -> spawn();
                    case MOUNT -> client.mountShare("data", "/mnt", false, errno -> {});
                    case ROOM -> makeRoom(argument);
                    case WRITE -> with(last, command -> command.write(scratch, 0, argument));
                    case SIGNAL -> with(last, command -> command.signal(argument));
                    case GRANT -> grant(last);
                    default -> say(input, scratch, argument);
                }
            }
            client.lose("the input ended");
            for (Command command : commands) {
                if (command.endings != 1) {
                    throw new Finding("a command learnt of its end " + command.endings + " times");
                }
            }
        }

        private void say(InputBytes input, byte[] scratch, int length) {
            for (int i = 0; i < length; i++) {
                scratch[i] = (byte) input.next();
            }
            if (client.accept(scratch, 0, length) != length) {
                throw new Finding("the client left bytes behind");
            }
        }

        private void spawn() {
            if (client.free() > 0) {
                Command command = new Command();
                commands.add(command);
                command.guest = client.spawn(
                        new CommandRequest(List.of("true"), Map.of("A", "b"), "", 0, 0, null, WINDOW), command);
            }
        }

        private void grant(Command command) {
            if (command != null) {
                for (int stream = 1; stream <= 2; stream++) {
                    command.guest.grant(stream, command.kept[stream]);
                    command.kept[stream] = 0;
                }
            }
        }

        private static void with(Command command, Consumer<GuestCommand> action) {
            if (command != null) {
                action.accept(command.guest);
            }
        }

        private void makeRoom(int bytes) {
            room = bytes;
            whenRoom.run();
        }

        @Override
        public int send(byte[] bytes, int from, int length) {
            int taken = Math.min(room, length);
            room -= taken;
            return taken;
        }

        @Override
        public int room() {
            return room;
        }

        @Override
        public void resume() {}

        @Override
        public void whenRoom(Runnable listener) {
            whenRoom = listener;
        }

        @Override
        public void ready(String kernelRelease) {
            byte[] text = kernelRelease.getBytes(StandardCharsets.UTF_8);
            for (byte character : text) {
                if (character < ' ') {
                    throw new Finding("a control character of the guest's got through");
                }
            }
        }

        @Override
        public void lost(String why) {
            if (lost) {
                throw new Finding("the guest was lost twice");
            }
            lost = true;
        }
    }

    /** A reader that is as slow as the input has it. */
    private static final class Command implements CommandListener {
        private final int[] kept = new int[3];
        private GuestCommand guest;
        private int endings;

        @Override
        public void output(int stream, byte[] bytes, int from, int length) {
            kept[stream] += length;
            if (kept[stream] > WINDOW || endings > 0) {
                throw new Finding("output came that was not granted, or after the end");
            }
        }

        @Override
        public void failed(StartFailure failure) {
            endings += failure.text().isEmpty() ? 2 : 1;
        }

        @Override
        public void exited(ExitStatus status) {
            if (status.shellStatus() < 0 || status.shellStatus() > 255) {
                throw new Finding("a command ended with " + status);
            }
            endings++;
        }

        @Override
        public void lost(String why) {
            endings++;
        }
    }
}
