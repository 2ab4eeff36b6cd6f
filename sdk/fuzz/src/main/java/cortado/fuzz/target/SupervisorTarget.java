package cortado.fuzz.target;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.MessageType;
import cortado.abi.StartLayout;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import cortado.api.system.SystemClient;
import cortado.api.system.SystemOperation;
import cortado.environ.spec.Isolation;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Resources;
import cortado.environ.spec.Restart;
import cortado.environ.spec.Role;
import cortado.environ.spec.SpecWriter;
import cortado.environ.spec.SystemSpec;
import cortado.environ.spec.Use;
import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.ElfWriter;
import cortado.platform.Platform;
import cortado.server.supervisor.Supervisor;
import cortado.testkit.SupervisedBoard;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Every message that the supervisor receives: from a process that it started, over the channel that came with it, and
 * from clients of its service {@code system}. Whatever they are, it goes on in the same life, and serves a neighbour.
 */
public final class SupervisorTarget implements Target {
    private static final String ATTACKER = "attacker";
    private static final String WITNESS = "witness";
    private static final String ECHO = "echo";
    private static final String JOB = "job";
    private static final String SYSTEM = "system";

    /** Whom clients may kill, and the board needs. */
    private static final List<String> SPARED = List.of("supervisor", WITNESS);

    private static final long PATIENCE = 10_000;
    private static final int SECONDS = 30;
    private static final int STEPS = 60;
    private static final int CONNECTIONS = 3;

    // What the next bytes of an input mean.
    private static final int TO_SUPERVISOR = 0;

    private static final int CALL = 1;
    private static final int CALL_HANDLES = 2;
    private static final int SUPERVISOR_HANDLES = 3;
    private static final int RECEIVE = 4;
    private static final int CONNECT = 5;
    private static final int HANG_UP = 6;
    private static final int WAIT = 7;
    private static final int OPERATE = 8;
    private static final int KINDS = 9;

    /** From the fuzzer to the witness, which has an attacker started for each. */
    private final SynchronousQueue<byte[]> inputs = new SynchronousQueue<>();

    /** From the witness to the attacker. */
    private final AtomicReference<byte[]> input = new AtomicReference<>();

    /** What the witness saw: nothing wrong if empty. */
    private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private SupervisedBoard board;
    private int lives;

    @Override
    public String name() {
        return "supervisor";
    }

    @Override
    public String description() {
        return "what processes and clients send to the supervisor: answered or refused, and the others are served";
    }

    @Override
    public int longest() {
        return 1024;
    }

    /** Each operation of the service with a name that exists, and each message that a process sends. */
    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int operation = 0; operation <= SystemOperation.ARGUMENTS + 1; operation++) {
            String name = operation == SystemOperation.RUN ? JOB : ECHO;
            boolean page = operation != SystemOperation.KILL && operation != SystemOperation.RUN;
            ByteArrayOutputStream seed = new ByteArrayOutputStream();
            seed.writeBytes(new byte[] {OPERATE, 0, (byte) operation, (byte) (name.length() + (page ? 8 : 16))});
            seed.writeBytes(new byte[page ? 4 : 0]);
            seed.writeBytes(new byte[] {(byte) name.length(), 0, 0, 0});
            seed.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            seed.writeBytes(new byte[page ? 0 : 12]);
            seed.writeBytes(new byte[] {WAIT, 0, RECEIVE, 0, HANG_UP, 0});
            seeds.add(seed.toByteArray());
        }
        for (int type : new int[] {MessageType.CONNECT, MessageType.ABORT, MessageType.EVENT}) {
            for (String text : List.of(ECHO, SYSTEM, Provider.CRASH)) {
                ByteArrayOutputStream seed = new ByteArrayOutputStream();
                seed.writeBytes(new byte[] {TO_SUPERVISOR, 0, (byte) type, 7, (byte) (2 + text.length() / 2)});
                seed.writeBytes(new byte[] {(byte) text.length(), 0, 0, 0});
                seed.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                seeds.add(seed.toByteArray());
            }
        }
        return seeds;
    }

    @Override
    public void take(byte[] bytes) throws InterruptedException {
        if (board == null) {
            board = new SupervisedBoard(
                    bundle(),
                    SupervisorTarget::supervise,
                    Map.of(
                            ATTACKER,
                            this::attack,
                            WITNESS,
                            this::witness,
                            ECHO,
                            SupervisorTarget::echo,
                            JOB,
                            () -> {}));
            lives = board.lives();
        }
        if (!inputs.offer(bytes, SECONDS, TimeUnit.SECONDS)) {
            throw lost("the neighbour does not run any more");
        }
        String wrong = seen.poll(SECONDS, TimeUnit.SECONDS);
        SupervisedBoard.Failure failure = board.failure();
        if (failure != null) {
            throw lost(failure.main() + " stumbled: " + failure.thrown(), failure.thrown());
        }
        if (board.lives() != lives) {
            throw lost("the supervisor ended, and was started again");
        }
        if (wrong == null || !wrong.isEmpty()) {
            throw lost("the supervisor does not serve the neighbour any more: " + wrong);
        }
    }

    private Finding lost(String what) {
        return lost(what, null);
    }

    /** The board is not what it was: the next input gets another. */
    private Finding lost(String what, Throwable cause) {
        board.close();
        board = null;
        return new Finding(what, cause);
    }

    private static byte[] bundle() {
        List<SystemSpec.Entry> run = new ArrayList<>();
        BundleWriter bundle = new BundleWriter().add("bin/supervisor.elf", ElfWriter.smallest());
        for (ProcessSpec spec : List.of(
                spec(ECHO, List.of(ECHO), List.of()),
                spec(WITNESS, List.of(), List.of(SYSTEM, ECHO)),
                spec(ATTACKER, List.of(), List.of(SYSTEM, ECHO)),
                spec(JOB, List.of(), List.of()))) {
            bundle.add("spec/" + spec.name(), SpecWriter.compile(spec));
            bundle.add("bin/" + spec.name() + ".elf", ElfWriter.smallest());
            if (spec.name().equals(ECHO) || spec.name().equals(WITNESS)) {
                run.add(new SystemSpec.Entry(spec.name(), Map.of()));
            }
        }
        SystemSpec system = new SystemSpec("fuzzed", List.of(), run, List.of(), Optional.empty());
        return bundle.add("system", SpecWriter.compile(system)).toBytes();
    }

    private static ProcessSpec spec(String name, List<String> provides, List<String> uses) {
        return new ProcessSpec(
                provides.isEmpty() ? Role.APP : Role.SERVER,
                name,
                "cortado.fuzz." + name,
                Isolation.USER,
                provides,
                uses.stream().map(Use::of).toList(),
                Optional.empty(),
                new LinkedHashMap<>(Map.of(SupervisedBoard.MAIN, name)),
                Resources.DEFAULT,
                ProcessSpec.DEFAULT_PRIORITY,
                name.equals(ECHO) ? new Restart(1, 1_000_000, 60_000) : Restart.NEVER);
    }

    private static void supervise() {
        try {
            Supervisor.main(new String[0]);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void echo() {
        new Provider(Environ.current()).run(event -> {
            if (event instanceof Event.Request(var client, Message message)) {
                client.answer(Replies.reply(message, MessageType.REPLY));
            }
        });
    }

    /** For each input has an attacker run, and looks whether the supervisor tells its end and still answers. */
    private void witness() {
        SystemClient system = new SystemClient(Environ.current().connect(SYSTEM, Clock.after(PATIENCE)));
        Poll poll = new Poll();
        while (true) {
            byte[] next = inputs.poll();
            if (next == null) {
                poll.next(Clock.after(1)); // a thread that waited here would hold the board's CPU
                continue;
            }
            try {
                seen.add(after(system, next));
            } catch (StatusException e) {
                seen.add(e.toString());
            }
        }
    }

    private String after(SystemClient system, byte[] next) {
        input.set(next);
        SystemClient.Started attacker = system.run(new SystemClient.Launch(ATTACKER, List.of(), Map.of(), true));
        SystemClient.Ended ended;
        do {
            ended = system.ended(Clock.after(PATIENCE));
            if (ended == null) {
                return "it does not tell that " + attacker.process() + " has ended";
            }
        } while (ended.id() != attacker.id());
        return system.processes().size() < 3 ? "processes are missing" : "";
    }

    /** Plays the input; an attacker that another one started has none. */
    private void attack() {
        byte[] bytes = input.getAndSet(null);
        if (bytes != null) {
            play(new InputBytes(bytes));
        }
    }

    private static void play(InputBytes script) {
        Environ environ = Environ.current();
        List<Channel> connections = new ArrayList<>();
        connections.add(environ.connect(SYSTEM, Clock.after(PATIENCE)));
        Platform platform = Platform.current();
        int supervisor = platform.load32(platform.startBlock() + StartLayout.HANDLES);
        Hostility hostility = new Hostility(SupervisorTarget::endsTheBoard);
        for (int steps = 0; steps < STEPS && !script.isEmpty(); steps++) {
            int kind = script.next() % KINDS;
            Channel channel = connections.get(script.next() % connections.size());
            switch (kind) {
                case TO_SUPERVISOR, SUPERVISOR_HANDLES ->
                    hostility.send(supervisor, script, kind == SUPERVISOR_HANDLES);
                case CALL, CALL_HANDLES -> hostility.send(channel.number(), script, kind == CALL_HANDLES);
                case OPERATE -> operate(channel, script);
                case RECEIVE -> hostility.receive(channel.number(), Clock.NOW);
                case WAIT -> hostility.receive(channel.number(), Clock.nanos() + 300_000);
                case CONNECT -> {
                    if (connections.size() < CONNECTIONS) {
                        connect(environ, connections, script.next());
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

    private static void connect(Environ environ, List<Channel> connections, int which) {
        try {
            connections.add(environ.connect(which % 2 == 0 ? SYSTEM : ECHO, Clock.after(1)));
        } catch (StatusException e) {
            // what it sent before may have cost it the channel to its supervisor
        }
    }

    /** A CALL of an operation that there is. */
    private static void operate(Channel channel, InputBytes script) {
        int operation = script.next() % (SystemOperation.ARGUMENTS + 2);
        byte[] message = new byte[MessageLayout.SIZE];
        LittleEndian.put32(message, MessageLayout.TYPE, MessageType.CALL);
        LittleEndian.put32(message, MessageLayout.ID, 1);
        int length = Math.min(script.next(), Limits.MESSAGE_PAYLOAD - Integer.BYTES);
        LittleEndian.put32(message, MessageLayout.LENGTH, Integer.BYTES + length);
        LittleEndian.put32(message, MessageLayout.PAYLOAD, operation);
        for (int i = 0; i < length; i++) {
            message[MessageLayout.PAYLOAD + Integer.BYTES + i] = (byte) script.next();
        }
        if (!endsTheBoard(message)) {
            Platform.current().callBuffer2(Call.CHANNEL_SEND, channel.number(), message, 0, 0);
        }
    }

    /** What every client may do, but would end more than a message should: the machine, the supervisor, this JVM. */
    private static boolean endsTheBoard(byte[] message) {
        int operation = LittleEndian.i32(message, MessageLayout.PAYLOAD);
        boolean ends = operation == SystemOperation.POWER_OFF
                || operation == SystemOperation.RESTART
                || operation == SystemOperation.CRASH;
        String text = new String(message, MessageLayout.PAYLOAD, Limits.MESSAGE_PAYLOAD, StandardCharsets.ISO_8859_1);
        return LittleEndian.i32(message, MessageLayout.TYPE) == MessageType.CALL
                && (ends
                        || (operation == SystemOperation.KILL && SPARED.stream().anyMatch(text::contains)));
    }
}
