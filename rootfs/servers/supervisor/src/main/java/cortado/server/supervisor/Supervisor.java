package cortado.server.supervisor;

import cortado.abi.Cause;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Authority;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Log;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Poll;
import cortado.api.ProcessInfo;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.Subprocess;
import cortado.api.service.Provider;
import cortado.environ.bind.Binder;
import cortado.environ.bind.Binding;
import cortado.environ.settings.BootSettings;
import cortado.environ.spec.Role;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.environ.tree.TreeFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The first process: holds the kernel's authority, gives each device to its driver and each service to those whose spec
 * uses it, and starts again what dies. One event loop that never waits for anyone in particular.
 */
public final class Supervisor implements SystemService.Steering {
    /** Longest name of a service that is looked up. */
    private static final int SERVICE_NAME_MOST = 64;
    /** Clients of the service {@code system} at once. */
    private static final int CLIENTS_MOST = 64;

    /** What a poll's event is about. */
    private sealed interface Source {
        /** A message from a process. */
        record FromProcess(Unit unit) implements Source {}

        /** A process ended. */
        record Ended(Unit unit) implements Source {}
    }

    /** A client of the service {@code system}. */
    private final class Client {
        private final Mailbox mailbox;

        Client(String name, Channel channel) {
            mailbox = new Mailbox(name, channel, poll, this);
        }
    }

    private final Poll poll = new Poll();
    private final Roster roster;
    private final Launcher launcher;
    private final Broker broker;
    private final SystemService system;
    private final Journal journal;
    private final PowerSwitch power;
    private final List<Client> clients = new ArrayList<>();
    private final Message message = new Message();

    private Supervisor(
            Authority authority, Folio archive, Bundle bundle, DeviceTree tree, Map<String, String> environ) {
        List<Binding> bindings = new Binder(tree, Roster.drivers(bundle), new HardwareProbe(authority)).bind();
        roster = new Roster(bundle, bindings);
        roster.started(Subprocess.self().info().id(), Roster.SUPERVISOR);
        launcher = new Launcher(authority, archive, bundle);
        journal = new Journal(authority);
        broker = new Broker(roster, this::connected, journal);
        system = new SystemService(roster, new Devices(tree, bindings), authority, environ, this, journal);
        power = new PowerSwitch(authority, roster, poll);
        bundle.complaints().forEach(Log::error);
        roster.complaints().forEach(Log::warning);
    }

    /** Boots the system. */
    public static void main(String[] arguments) throws TreeFormatException, Archive.ArchiveException {
        Environ environ = Environ.current();
        Authority authority = new Authority(environ.take("handle.authority"));
        Folio archive = authority.bundle();
        DeviceTree tree = new DeviceTree(BootTree.copy(authority.deviceTree()));
        BootSettings settings = settings(tree);
        Bundle bundle = Bundle.read(Archive.open(new FolioSource(archive))).with(settings);
        Map<String, String> own = new LinkedHashMap<>(environ.values());
        own.putAll(settings.of(Roster.SUPERVISOR));
        new Supervisor(authority, archive, bundle, tree, own).run();
    }

    /** What the boot arguments set, wherever they came from. */
    private static BootSettings settings(DeviceTree tree) {
        DeviceNode chosen = tree.at(BootSettings.NODE);
        String arguments = chosen == null ? "" : String.join(" ", chosen.strings(BootSettings.PROPERTY));
        List<String> complaints = new ArrayList<>();
        BootSettings settings = BootSettings.parse(arguments, complaints);
        complaints.forEach(Log::warning);
        return settings;
    }

    private void run() {
        for (Unit unit : List.copyOf(roster.units())) {
            start(unit, Map.of());
        }
        while (true) {
            Poll.Event event = poll.next(nextDue());
            if (event == null) {
                startDue(Clock.nanos());
                askDue(Clock.nanos());
            } else {
                survive(event);
            }
        }
    }

    /** Nothing that a process sends may end the supervisor: whoever it stumbles over is hung up on. */
    private void survive(Poll.Event event) {
        try {
            handle(event);
        } catch (RuntimeException e) {
            Log.error("stumbled over a message: " + e);
            message.drop();
            switch (event.source()) {
                case Source.FromProcess from -> from.unit().mailbox.close();
                case Client client -> client.mailbox.close();
                default -> throw e;
            }
        }
    }

    private void handle(Poll.Event event) {
        switch (event.source()) {
            case Source.Ended ended -> ended(ended.unit());
            case Source.FromProcess from -> fromProcess(from.unit(), event);
            case Client client -> fromClient(client, event);
            case PowerSwitch.Wish wish -> wish.answered();
            default -> throw new IllegalStateException("an event of " + event.source());
        }
    }

    /** When the next process is to be started again, or asked whether it still serves. */
    private long nextDue() {
        long next = Clock.FOREVER;
        for (Unit unit : roster.units()) {
            if (unit.state == Unit.State.RESTARTING) {
                next = Math.min(next, unit.startAt);
            } else if (unit.isServing()) {
                next = Math.min(next, unit.heartbeat.nextAt());
            }
        }
        return next;
    }

    private void askDue(long now) {
        for (Unit unit : roster.units()) {
            if (unit.isServing()) {
                switch (unit.heartbeat.step(now)) {
                    case NOTHING -> {}
                    case ASK -> tell(unit, Channel.nextId(), Provider.PING, null);
                    case HUNG -> condemn(unit, "hung: it left " + Heartbeat.MISSED + " heartbeats unanswered");
                }
            }
        }
    }

    /** Sends an event to a process that serves. */
    private void tell(Unit unit, int id, String event, String detail) {
        Message telling = new Message().reset(MessageType.EVENT, id).putText(event);
        unit.mailbox.send(detail == null ? telling : telling.putText(detail));
    }

    private void condemn(Unit unit, String why) {
        unit.condemned = why;
        journal.note("hung", unit.name(), why);
        unit.process.kill();
    }

    @Override
    public void crash(Unit unit, String kind) {
        tell(unit, 0, Provider.CRASH, kind);
    }

    private void startDue(long now) {
        for (Unit unit : List.copyOf(roster.units())) {
            if (unit.state == Unit.State.RESTARTING && unit.startAt <= now) {
                start(unit, Map.of());
            }
        }
    }

    /** Starts a process; if that fails, it counts as one of its deaths. */
    private boolean start(Unit unit, Map<String, Handle> parts) {
        Launcher.Launched launched;
        try {
            launched = launcher.launch(unit, parts);
        } catch (StatusException | IllegalArgumentException e) {
            died(unit, "it could not be started: " + e.getMessage());
            return false;
        }
        try {
            watch(unit, launched);
            return true;
        } catch (StatusException e) {
            launched.process().kill();
            poll.remove(launched.process());
            launched.process().close();
            poll.remove(launched.channel());
            launched.channel().close();
            died(unit, "it could not be watched: " + e.getMessage());
            return false;
        }
    }

    private void watch(Unit unit, Launcher.Launched launched) {
        unit.mailbox = new Mailbox(unit.name(), launched.channel(), poll, new Source.FromProcess(unit));
        poll.add(launched.process(), Signals.EXITED, new Source.Ended(unit));
        int id = launched.process().info().id();
        unit.process = launched.process();
        unit.state = Unit.State.RUNNING;
        unit.ready = false;
        unit.condemned = null;
        roster.started(id, unit.name());
        journal.note("started", unit.name(), "process " + id);
        Log.information("started " + unit.name() + " as process " + id);
    }

    private void fromProcess(Unit unit, Poll.Event event) {
        if (event.has(Signals.WRITABLE)) {
            unit.mailbox.flush();
        }
        int status = unit.mailbox.receive(message);
        if (status >= 0) {
            request(unit);
            message.drop();
        } else if (status != Status.WOULD_BLOCK || event.has(Signals.CLOSED)) {
            unit.mailbox.close(); // it hung up; that it ends is told apart
        }
    }

    private void request(Unit unit) {
        int id = message.id();
        try {
            switch (message.type()) {
                case MessageType.CONNECT -> connect(unit, id, message.takeText());
                case MessageType.ABORT -> broker.abort(unit, id);
                case MessageType.EVENT -> {
                    String event = message.takeText();
                    if (event.equals(Provider.READY)) {
                        unit.ready = true;
                        unit.heartbeat.begin(Clock.nanos());
                        broker.providersChanged();
                    } else if (event.equals(Provider.PING)) {
                        unit.heartbeat.answered();
                    }
                }
                default -> refuse(unit, id, "the supervisor does not answer messages of type " + message.type());
            }
        } catch (MessageException e) {
            refuse(unit, id, e.getMessage());
        }
    }

    private void connect(Unit unit, int id, String service) {
        if (id == 0 || service.length() > SERVICE_NAME_MOST) {
            refuse(
                    unit,
                    id,
                    "CONNECT carries an id and the name of a service, at most " + SERVICE_NAME_MOST + " letters long");
        } else {
            broker.connect(unit, id, service);
        }
    }

    private void refuse(Unit unit, int id, String sentence) {
        message.drop();
        unit.mailbox.send(Replies.error(message.reset(MessageType.ERROR, id), Status.INVALID_ARGUMENT, sentence));
    }

    /** A client of the service {@code system} has come. */
    private void connected(Channel channel, String name) {
        clients.removeIf(client -> !client.mailbox.isOpen());
        if (clients.size() == CLIENTS_MOST) {
            Log.warning("turned " + name + " away: " + CLIENTS_MOST + " clients are connected already");
            channel.close();
        } else {
            clients.add(new Client(name, channel));
        }
    }

    private void fromClient(Client client, Poll.Event event) {
        if (event.has(Signals.WRITABLE)) {
            client.mailbox.flush();
        }
        int status = client.mailbox.receive(message);
        if (status >= 0) {
            system.answer(client.mailbox, message);
        } else if (status != Status.WOULD_BLOCK || event.has(Signals.CLOSED)) {
            client.mailbox.close();
            clients.remove(client);
            system.forget(client.mailbox);
            endProgramsOf(client.mailbox);
        }
    }

    /** A program that follows its runner ends with it. */
    private void endProgramsOf(Mailbox client) {
        for (Unit unit : roster.units()) {
            if (unit.runner != null && unit.runner.client() == client && unit.runner.follows() && unit.isRunning()) {
                unit.process.kill();
            }
        }
    }

    private void ended(Unit unit) {
        ProcessInfo info = unit.process.info();
        poll.remove(unit.process);
        unit.process.close();
        unit.mailbox.close();
        unit.ready = false;
        broker.forget(unit);
        String ending = unit.condemned == null ? info.ending() : unit.condemned;
        if (info.cause() != Cause.EXIT || info.exitStatus() != 0) {
            journal.died(unit.name(), info.id(), ending);
        } else {
            journal.note("ended", unit.name(), ending);
        }
        if (unit.runner != null) {
            Log.information(unit.name() + " ended: " + info.ending());
            roster.remove(unit);
            SystemService.tellEnd(unit.runner, info);
        } else if (info.cause() == Cause.EXIT
                && info.exitStatus() == 0
                && unit.spec().role() == Role.APP) {
            unit.state = Unit.State.FINISHED;
            unit.note = info.ending();
            Log.information(unit.name() + " has finished");
            broker.providersChanged();
        } else {
            died(unit, ending);
        }
    }

    private void died(Unit unit, String cause) {
        unit.note = cause;
        OptionalLong next = unit.runner == null ? unit.restarts().next(Clock.nanos()) : OptionalLong.empty();
        if (next.isPresent()) {
            unit.state = Unit.State.RESTARTING;
            unit.startAt = next.getAsLong();
            long wait = Math.max(0, unit.startAt - Clock.nanos()) / 1_000_000L;
            Log.warning(unit.name() + " died: " + cause + "; it starts again in " + wait + " ms");
            journal.note(
                    "restarts",
                    unit.name(),
                    "in " + wait + " ms, for the " + unit.restarts().total() + ". time");
        } else {
            unit.state = Unit.State.FAILED;
            Log.error(unit.name() + " died: " + cause
                    + (unit.runner == null
                            ? "; it is given up: " + unit.restarts().reason()
                            : ""));
            journal.note(
                    "failed", unit.name(), unit.runner == null ? unit.restarts().reason() : cause);
            broker.providersChanged();
        }
    }

    @Override
    public void run(Unit unit, Map<String, Handle> parts) {
        if (!start(unit, parts)) {
            roster.remove(unit);
            throw StatusException.saying(Status.NO_MEMORY, unit.name() + ": " + unit.note);
        }
    }

    @Override
    public void power(int operation, Mailbox client, int id) {
        power.operate(operation, client, id);
    }
}
