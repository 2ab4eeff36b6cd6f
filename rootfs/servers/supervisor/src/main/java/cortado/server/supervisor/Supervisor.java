package cortado.server.supervisor;

import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Authority;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Log;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Poll;
import cortado.api.Replies;
import cortado.api.Subprocess;
import cortado.api.Version;
import cortado.api.service.Provider;
import cortado.environ.bind.Binder;
import cortado.environ.bind.Binding;
import cortado.environ.settings.BootSettings;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.environ.tree.TreeFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first process: holds the kernel's authority, gives each device to its driver and each service to those whose spec
 * uses it, and starts again what dies. One event loop that never waits for anyone in particular. When it ends itself,
 * the kernel starts its next life, which goes on where this one was.
 */
public final class Supervisor implements SystemService.Steering {
    /** Longest name of a service that is looked up. */
    private static final int SERVICE_NAME_MOST = 64;

    private final Poll poll = new Poll();
    private final Roster roster;
    private final Broker broker;
    private final Lives lives;
    private final Clients clients;
    private final SystemService system;
    private final PowerSwitch power;
    private final Message message = new Message();
    /** What ends this life, once it has been answered that it will; or null. */
    private Runnable end;

    private Supervisor(
            Authority authority,
            Succession succession,
            Folio archive,
            Bundle bundle,
            DeviceTree tree,
            Map<String, String> environ) {
        HardwareProbe hardware = new HardwareProbe(authority, tree);
        List<Binding> bindings = new Binder(tree, Roster.drivers(bundle), hardware).bind();
        roster = new Roster(bundle, bindings);
        Life life = Life.of(environ);
        Journal journal = new Journal(authority, succession.journal(authority), Clock::nanos, life.restarts() == 0);
        clients = new Clients(poll, succession.ledger(), journal);
        broker = new Broker(roster, clients::connected, journal);
        Launcher launcher =
                new Launcher(authority, archive, bundle, hardware, new KeptMemory(succession.ledger(), succession));
        lives = new Lives(poll, roster, launcher, broker, journal, succession.ledger());
        system = new SystemService(roster, new Devices(tree, bindings), authority, environ, this, journal);
        power = new PowerSwitch(authority, roster, poll);
        bundle.complaints().forEach(Log::error);
        roster.complaints().forEach(Log::warning);
        succession.lastWords().ifPresent(words -> {
            journal.panicked(words);
            Log.error("the boot before this one ended in a kernel panic, told by `events kernel`: "
                    + Page.clip(words.lines().getFirst()));
        });
        begin(life, journal);
        clients.takeOver(succession);
        lives.takeOver(succession, clients);
        succession.finish();
    }

    private void begin(Life life, Journal journal) {
        if (life.restarts() == 0) {
            journal.note("booted", Roster.SUPERVISOR, Version.TEXT);
        } else {
            roster.started(life.previous(), Roster.SUPERVISOR);
            journal.died(Roster.SUPERVISOR, life.previous(), life.previousEnd());
            journal.note("started", Roster.SUPERVISOR, "again, restart " + life.restarts());
        }
        roster.started(Subprocess.self().info().id(), Roster.SUPERVISOR);
    }

    /** Boots the system. */
    public static void main(String[] arguments) throws TreeFormatException, Archive.ArchiveException {
        Environ environ = Environ.current();
        Authority authority = new Authority(environ.take("handle.authority"));
        Succession succession = new Succession(authority.number());
        Folio archive = authority.bundle();
        DeviceTree tree = new DeviceTree(BootTree.copy(authority.deviceTree()));
        BootSettings settings = settings(tree);
        Bundle bundle = Bundle.read(Archive.open(new FolioRam(archive))).with(settings);
        Map<String, String> own = new LinkedHashMap<>(environ.values());
        own.putAll(settings.of(Roster.SUPERVISOR));
        new Supervisor(authority, succession, archive, bundle, tree, own).run();
    }

    /** What the boot arguments set, wherever they came from, and what the firmware says of the boot. */
    private static BootSettings settings(DeviceTree tree) {
        DeviceNode chosen = tree.at(BootSettings.NODE);
        String arguments = chosen == null ? "" : String.join(" ", chosen.strings(BootSettings.PROPERTY));
        List<String> complaints = new ArrayList<>();
        BootSettings settings = BootSettings.parse(arguments, complaints);
        complaints.forEach(Log::warning);
        DeviceNode firmware = tree.at(BootSettings.FIRMWARE_NODE);
        List<Long> partition = firmware == null ? List.of() : firmware.cells(BootSettings.FIRMWARE_PARTITION);
        if (partition.size() == 1) {
            settings.bootPartition(partition.get(0));
        }
        return settings;
    }

    private void run() {
        lives.startDue(Clock.nanos());
        while (true) {
            Poll.Event event = poll.next(lives.nextDue());
            if (event == null) {
                lives.startDue(Clock.nanos());
                lives.askDue(Clock.nanos());
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
                case Lives.Source.FromProcess from -> from.unit().mailbox.close();
                case Clients.Client client -> leave(client);
                default -> throw e;
            }
        }
    }

    private void handle(Poll.Event event) {
        switch (event.source()) {
            case Lives.Source.Ended ended -> lives.ended(ended.unit());
            case Lives.Source.FromProcess from -> fromProcess(from.unit(), event);
            case Clients.Client client -> fromClient(client, event);
            case PowerSwitch.Wish wish -> wish.answered();
            default -> throw new IllegalStateException("an event of " + event.source());
        }
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
                case MessageType.EVENT -> lives.heard(unit, message.takeText());
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

    private void fromClient(Clients.Client client, Poll.Event event) {
        Mailbox mailbox = client.mailbox();
        if (event.has(Signals.WRITABLE)) {
            mailbox.flush();
        }
        int status = mailbox.receive(message);
        if (status >= 0) {
            system.answer(mailbox, message);
        } else if (status != Status.WOULD_BLOCK || event.has(Signals.CLOSED)) {
            leave(client);
        }
    }

    private void leave(Clients.Client client) {
        clients.remove(client);
        system.forget(client.mailbox());
        lives.endProgramsOf(client.mailbox());
    }

    @Override
    public void run(Unit unit, Map<String, Handle> parts) {
        lives.run(unit, parts, Status.NO_MEMORY);
    }

    @Override
    public void crash(Unit unit, String kind) {
        unit.mailbox.send(new Message()
                .reset(MessageType.EVENT, 0)
                .putText(Provider.CRASH)
                .putText(kind));
    }

    @Override
    public void end(Runnable how) {
        end = how;
    }

    @Override
    public void power(int operation, Mailbox client, int id) {
        power.operate(operation, client, id);
    }
}
