package cortado.fuzz.target;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.service.Files;
import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.fuzz.device.FuzzedBoard;
import cortado.fuzz.device.FuzzedBoard.Driven;
import cortado.server.files.FileServer;
import cortado.server.linux.LinuxServer;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Running;
import cortado.testkit.Testbed;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every message that a driver or server receives: a client sends what the input says, with handles of all kinds, over
 * several connections, and may or may not fetch the answers. Afterwards the same process still serves others.
 */
public final class MessageTarget implements Target {
    private static final long PATIENCE = 10_000;
    private static final int SECONDS = 30;
    private static final int STEPS = 60;
    private static final int CONNECTIONS = 4;
    /** The driver that switches the machine off. */
    private static final String SWITCH = "bcm2835-pm";
    /** A message type that no service knows. */
    private static final int UNKNOWN = 99;

    private static final Program FILES = new Program(
            "files", null, List.of(Files.NAME), Map.of("capacity", "65536", "arena", "16384"), FileServer::main);

    private static final Program LINUX = new Program("linuxd", null, List.of("linuxd"), Map.of(), LinuxServer::main);
    private static final Program SYSTEM = new Program("system", null, List.of("system"), Map.of(), StandInSystem::main);

    // What the next bytes of an input mean.
    private static final int SEND = 0;
    private static final int SEND_HANDLES = 1;
    private static final int RECEIVE = 2;
    private static final int CONNECT = 3;
    private static final int HANG_UP = 4;
    private static final int WAIT = 5;
    private static final int KINDS = 6;

    private final List<Program> programs = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();
    private Testbed board;

    @Override
    public String name() {
        return "message";
    }

    @Override
    public String description() {
        return "what clients send to drivers and servers: answered or refused, and the others are served as before";
    }

    @Override
    public int longest() {
        return 1024;
    }

    /** To each service, every common request with a plausible payload, with and without a folio. */
    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int service = 0; service < FuzzedBoard.drivers().size() + 2; service++) {
            for (int type : new int[] {MessageType.OPEN, MessageType.READ, MessageType.WRITE, MessageType.CALL}) {
                ByteArrayOutputStream seed = new ByteArrayOutputStream();
                seed.write(service);
                for (int first = 0; first < 3; first++) {
                    seed.writeBytes(new byte[] {SEND, 0, (byte) type, 7, 10, (byte) first, 0, 0, 0, 1});
                    seed.writeBytes(new byte[15]);
                }
                seed.writeBytes(new byte[] {SEND_HANDLES, 0, (byte) type, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0, 2});
                seed.writeBytes(new byte[11]);
                seed.writeBytes(new byte[] {1, 0, WAIT, 0, RECEIVE, 0});
                seeds.add(seed.toByteArray());
            }
        }
        return seeds;
    }

    private void boot() {
        List<Driven> drivers = FuzzedBoard.drivers();
        board = new Testbed(
                drivers.stream().map(driven -> driven.program().device()).toArray(Device[]::new));
        drivers.forEach(driven -> programs.add(alone(driven.program())));
        programs.add(FILES);
        programs.add(LINUX);
        board.start(SYSTEM);
        programs.forEach(program -> running.add(board.start(program)));
    }

    /** The same program, whose service no other has. */
    private static Program alone(Program program) {
        return new Program(program.name(), program.device(), List.of(program.name()), program.env(), program.main());
    }

    @Override
    public void take(byte[] input) {
        if (board == null) {
            boot();
        }
        InputBytes script = new InputBytes(input);
        int which = script.next() % programs.size();
        String service = programs.get(which).provides().getFirst();
        board.launch("attacker", () -> attack(service, script))
                .awaitEnd(SECONDS)
                .ifPresent(thrown -> {
                    throw new Finding("the attacker of " + service + " stumbled: " + thrown, thrown);
                });
        boolean off = service.equals(SWITCH); // it may have switched the machine off, and says no more
        if (!off && !running.get(which).isEnded()) {
            board.launch("neighbour", () -> use(service)).awaitEnd(SECONDS).ifPresent(thrown -> {
                throw new Finding(service + " serves no one any more: " + thrown, thrown);
            });
        }
        look(which, off);
    }

    private void look(int which, boolean restart) {
        Running driver = running.get(which);
        boolean ended = driver.isEnded();
        Throwable thrown = ended ? driver.awaitEnd(SECONDS).orElse(null) : null;
        if (restart && !ended) {
            board.kill(driver);
        }
        if (restart || ended) {
            running.set(which, board.start(programs.get(which)));
        }
        if (ended && !restart) {
            throw new Finding("a message ended " + programs.get(which).name() + ": " + thrown, thrown);
        }
    }

    /** Any answer but silence will do. */
    private static void use(String service) {
        try (Channel channel = Environ.current().connect(service, Clock.after(PATIENCE))) {
            Message message = new Message();
            channel.call(message.reset(UNKNOWN, Channel.nextId()), Clock.after(PATIENCE));
            throw new Finding("a message of a type that no service knows was answered with " + message.type());
        } catch (StatusException refused) {
            if (refused.status() == Status.TIMED_OUT) {
                throw refused;
            }
        }
    }

    private static void attack(String service, InputBytes script) {
        List<Channel> connections = new ArrayList<>();
        connections.add(Environ.current().connect(service, Clock.after(PATIENCE)));
        Hostility hostility = new Hostility(message -> false);
        for (int steps = 0; steps < STEPS && !script.isEmpty(); steps++) {
            int kind = script.next() % KINDS;
            Channel channel = connections.get(script.next() % connections.size());
            switch (kind) {
                case SEND, SEND_HANDLES -> hostility.send(channel.number(), script, kind == SEND_HANDLES);
                case RECEIVE -> hostility.receive(channel.number(), Clock.NOW);
                case WAIT -> hostility.receive(channel.number(), Clock.nanos() + 300_000);
                case CONNECT -> {
                    if (connections.size() < CONNECTIONS) {
                        connections.add(Environ.current().connect(service, Clock.after(PATIENCE)));
                    }
                }
                case HANG_UP -> {
                    if (connections.size() > 1) {
                        connections.remove(channel);
                        channel.close();
                    }
                }
                default -> throw new IllegalStateException("a step of kind " + kind);
            }
        }
    }
}
