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
import cortado.environ.spec.ProcessSpec;
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
    /** Of these, clients of one process. */
    private static final int CLIENTS_OF_ONE = 16;

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

        /** @param slot its place in the ledger, {@link Ledger#NONE} for one that has just come */
        Client(String name, Channel channel, int slot) {
            mailbox = new Mailbox(name, channel, poll, this);
            mailbox.keep(
                    slot != Ledger.NONE
                            ? slot
                            : ledger.write(slot, new Ledger.ClientRecord(name, channel.number()).encoded()));
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
    private final Ledger ledger;
    /** What ends this life, once it has been answered that it will; or null. */
    private Runnable end;

    private Supervisor(
            Authority authority,
            Succession succession,
            Folio archive,
            Bundle bundle,
            DeviceTree tree,
            Map<String, String> environ) {
        ledger = succession.ledger();
        List<Binding> bindings = new Binder(tree, Roster.drivers(bundle), new HardwareProbe(authority)).bind();
        roster = new Roster(bundle, bindings);
        roster.started(Subprocess.self().info().id(), Roster.SUPERVISOR);
        launcher = new Launcher(authority, archive, bundle);
        journal = new Journal(authority, succession.journal(), Clock::nanos);
        broker = new Broker(roster, this::connected, journal);
        system = new SystemService(roster, new Devices(tree, bindings), authority, environ, this, journal);
        power = new PowerSwitch(authority, roster, poll);
        bundle.complaints().forEach(Log::error);
        roster.complaints().forEach(Log::warning);
        Life life = Life.of(environ);
        if (life.restarts() > 0) {
            roster.started(life.previous(), Roster.SUPERVISOR);
            journal.died(Roster.SUPERVISOR, life.previous(), life.previousEnd());
            journal.note("started", Roster.SUPERVISOR, "for the " + life.restarts() + ". time again");
        }
        takeOver(succession);
    }

    /** Goes on with the processes and clients of the last life. */
    private void takeOver(Succession succession) {
        Map<Integer, Client> known = new LinkedHashMap<>();
        ledger.clients().forEach((slot, record) -> {
            Channel channel = succession.channel(record.channel());
            if (channel == null) {
                ledger.remove(slot);
            } else {
                Client client = new Client(record.name(), channel, slot);
                clients.add(client);
                known.put(slot, client);
            }
        });
        ledger.units().forEach((slot, record) -> takeOver(succession, slot, record, known));
        succession.finish();
    }

    private void takeOver(Succession succession, int slot, UnitRecord record, Map<Integer, Client> known) {
        Unit unit = record.program().isEmpty() ? roster.unit(record.name()) : program(record);
        if (unit == null || unit.slot != Ledger.NONE) {
            ledger.remove(slot);
            return;
        }
        unit.slot = slot;
        unit.note = record.note();
        unit.restarts().restore(record.restarts());
        if (record.runner() != null) {
            Client client = known.get(record.runner().slot());
            Mailbox mailbox = client == null ? Mailbox.gone(record.name()) : client.mailbox;
            unit.runner = new Unit.Runner(
                    mailbox, record.runner().id(), record.runner().follows());
        }
        if (record.state() != Unit.State.RUNNING) {
            unit.state = record.state();
            unit.startAt = record.startAt();
            return;
        }
        Subprocess process = succession.process(record.process(), record.id());
        Channel channel = succession.channel(record.channel());
        if (process != null && channel != null) {
            watch(unit, new Launcher.Launched(process, channel), record.id());
            unit.environ = StartPlan.known(unit).environ();
            unit.ready = record.ready();
            unit.heartbeat.begin(Clock.nanos());
            ask(unit);
            return;
        }
        if (process != null) {
            process.kill();
            process.close();
        }
        if (channel != null) {
            channel.close();
        }
        lost(unit);
    }

    /** The program that a record is about, or null if there is none of that name or its name is taken. */
    private Unit program(UnitRecord record) {
        ProcessSpec spec = roster.program(record.program());
        return spec == null || roster.unit(record.name()) != null ? null : roster.add(record.name(), spec, List.of());
    }

    /** A process that ran cannot be taken over. */
    private void lost(Unit unit) {
        String cause = "it was lost when the supervisor ended";
        if (unit.runner == null) {
            died(unit, cause);
        } else {
            SystemService.tellEnd(unit.runner, -Cause.KILLED, Cause.KILLED, cause);
            forget(unit);
        }
    }

    /** A program that someone ran is no more. */
    private void forget(Unit unit) {
        roster.remove(unit);
        ledger.remove(unit.slot);
        unit.slot = Ledger.NONE;
    }

    /** Keeps the ledger current. */
    private void keep(Unit unit) {
        unit.slot = ledger.write(unit.slot, UnitRecord.of(unit).encoded());
    }

    /** Boots the system. */
    public static void main(String[] arguments) throws TreeFormatException, Archive.ArchiveException {
        Environ environ = Environ.current();
        Authority authority = new Authority(environ.take("handle.authority"));
        Succession succession = new Succession(authority.number());
        Folio archive = authority.bundle();
        DeviceTree tree = new DeviceTree(BootTree.copy(authority.deviceTree()));
        BootSettings settings = settings(tree);
        Bundle bundle = Bundle.read(Archive.open(new FolioSource(archive))).with(settings);
        Map<String, String> own = new LinkedHashMap<>(environ.values());
        own.putAll(settings.of(Roster.SUPERVISOR));
        new Supervisor(authority, succession, archive, bundle, tree, own).run();
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
        startDue(Clock.nanos());
        while (true) {
            Poll.Event event = poll.next(nextDue());
            if (event == null) {
                startDue(Clock.nanos());
                askDue(Clock.nanos());
            } else {
                survive(event);
            }
            if (end != null) {
                end.run();
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
                    case ASK -> ask(unit);
                    case HUNG -> condemn(unit, "hung", unit.heartbeat.reason());
                }
            }
        }
    }

    /** Asks whether it serves; only providers answer. */
    private void ask(Unit unit) {
        if (!unit.spec().provides().isEmpty()) {
            tell(unit, Channel.nextId(), Provider.PING, null);
        }
    }

    /** Sends an event to a process that serves. */
    private void tell(Unit unit, int id, String event, String detail) {
        Message telling = new Message().reset(MessageType.EVENT, id).putText(event);
        unit.mailbox.send(detail == null ? telling : telling.putText(detail));
    }

    private void condemn(Unit unit, String kind, String why) {
        unit.condemned = why;
        journal.note(kind, unit.name(), why);
        unit.process.kill();
    }

    @Override
    public void crash(Unit unit, String kind) {
        tell(unit, 0, Provider.CRASH, kind);
    }

    @Override
    public void end(Runnable how) {
        end = how;
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
            int id = launched.process().info().id();
            watch(unit, launched, id);
            keep(unit);
            journal.note("started", unit.name(), "process " + id);
            Log.information("started " + unit.name() + " as process " + id);
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

    private void watch(Unit unit, Launcher.Launched launched, int id) {
        unit.mailbox = new Mailbox(unit.name(), launched.channel(), poll, new Source.FromProcess(unit));
        poll.add(launched.process(), Signals.EXITED, new Source.Ended(unit));
        unit.process = launched.process();
        unit.id = id;
        unit.state = Unit.State.RUNNING;
        unit.ready = false;
        unit.condemned = null;
        unit.together = null;
        roster.started(id, unit.name());
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
                    if (event.equals(Provider.PING)) {
                        unit.heartbeat.answered();
                    }
                    // Who answers a question is ready, too: what said so may have ended with the last life.
                    if (!unit.ready && (event.equals(Provider.READY) || event.equals(Provider.PING))) {
                        unit.ready = true;
                        keep(unit);
                        unit.heartbeat.begin(Clock.nanos());
                        broker.providersChanged();
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
        for (Client client : List.copyOf(clients)) {
            if (!client.mailbox.isOpen()) {
                gone(client);
            }
        }
        long own = clients.stream()
                .filter(client -> client.mailbox.name().equals(name))
                .count();
        if (own >= CLIENTS_OF_ONE) {
            journal.refused(name, "connect to 'system': it has " + own + " connections already");
            channel.close();
        } else if (clients.size() == CLIENTS_MOST) {
            Log.warning("turned " + name + " away: " + CLIENTS_MOST + " clients are connected already");
            channel.close();
        } else {
            clients.add(new Client(name, channel, Ledger.NONE));
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
            gone(client);
            endProgramsOf(client.mailbox);
        }
    }

    private void gone(Client client) {
        clients.remove(client);
        system.forget(client.mailbox);
        ledger.remove(client.mailbox.slot());
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
            SystemService.tellEnd(unit.runner, info);
            forget(unit);
        } else if (info.cause() == Cause.EXIT
                && info.exitStatus() == 0
                && unit.spec().role() == Role.APP) {
            unit.state = Unit.State.FINISHED;
            unit.note = info.ending();
            Log.information(unit.name() + " has finished");
            keep(unit);
            broker.providersChanged();
        } else if (unit.together != null) {
            restartsTogether(unit);
        } else {
            died(unit, ending);
        }
        unit.process.close(); // last: what the ledger says of it holds until here
    }

    /** It was ended because another of its group failed, and starts when that does. */
    private void restartsTogether(Unit unit) {
        unit.note = unit.condemned;
        unit.restarts().grant();
        unit.state = Unit.State.RESTARTING;
        unit.startAt = unit.together.startAt;
        keep(unit);
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
            for (Unit companion : roster.companions(unit)) {
                if (companion.isRunning() && companion.condemned == null) {
                    companion.together = unit;
                    condemn(companion, "ended", "it restarts together with " + unit.name());
                }
            }
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
        keep(unit);
    }

    @Override
    public void run(Unit unit, Map<String, Handle> parts) {
        if (!start(unit, parts)) {
            forget(unit);
            throw StatusException.saying(Status.NO_MEMORY, unit.name() + ": " + unit.note);
        }
    }

    @Override
    public void power(int operation, Mailbox client, int id) {
        power.operate(operation, client, id);
    }
}
