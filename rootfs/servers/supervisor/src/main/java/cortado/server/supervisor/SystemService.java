package cortado.server.supervisor;

import cortado.abi.MessageType;
import cortado.abi.ProcessState;
import cortado.abi.Status;
import cortado.api.Authority;
import cortado.api.Clock;
import cortado.api.Handle;
import cortado.api.HandleInfo;
import cortado.api.Log;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.ProcessInfo;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.Subprocess;
import cortado.api.Version;
import cortado.api.service.Crash;
import cortado.api.system.JournalRecord;
import cortado.api.system.MachineRecord;
import cortado.api.system.ProcessRecord;
import cortado.api.system.SystemOperation;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The service {@code system}: shows and steers what runs. Its messages are described at {@link SystemOperation}. */
final class SystemService {
    /** The service's name. */
    static final String NAME = "system";

    /** What only the supervisor can do. */
    interface Steering {
        /** Starts a program. */
        void run(Unit unit, Map<String, Handle> parts);

        /** Tells a process to commit a fault. */
        void crash(Unit unit, String kind);

        /** Ends the supervisor itself, as soon as what is being answered has been. */
        void end(Runnable how);

        /** Switches the machine off or starts it again; answers the client only if that is not possible. */
        void power(int operation, Mailbox client, int id);
    }

    /** Letters of a parameter's value that are shown. */
    private static final int VALUE_MOST = 300;
    /** Letters of a part's name. */
    private static final int PART_MOST = 24;
    /** Parts that only the supervisor gives. */
    private static final List<String> OWN_PARTS = List.of("supervisor", "hypervisor", "bundle");

    private final Roster roster;
    private final Devices devices;
    private final Authority authority;
    private final Map<String, String> ownEnviron;
    private final Life life;
    private final Steering steering;
    private final Journal journal;
    private final ArgumentStore arguments = new ArgumentStore();

    SystemService(
            Roster roster,
            Devices devices,
            Authority authority,
            Map<String, String> ownEnviron,
            Steering steering,
            Journal journal) {
        this.roster = roster;
        this.devices = devices;
        this.authority = authority;
        this.ownEnviron = ownEnviron;
        this.life = Life.of(ownEnviron);
        this.steering = steering;
        this.journal = journal;
    }

    /** Answers one message of a client. */
    void answer(Mailbox client, Message message) {
        int id = message.id();
        try {
            if (message.type() != MessageType.CALL || id == 0) {
                throw StatusException.saying(Status.INVALID_ARGUMENT, "'" + NAME + "' answers CALLs that carry an id");
            }
            call(client, id, message.takeInt(), message);
        } catch (StatusException e) {
            refuse(client, message, id, e.status(), e.getMessage());
        } catch (MessageException e) {
            refuse(client, message, id, Status.INVALID_ARGUMENT, e.getMessage());
        }
        message.drop();
    }

    private static void refuse(Mailbox client, Message message, int id, int status, String sentence) {
        message.drop();
        client.send(Replies.error(message.reset(MessageType.ERROR, id), status, sentence));
    }

    private void call(Mailbox client, int id, int operation, Message message) {
        switch (operation) {
            case SystemOperation.PROCESSES -> processes(id, message);
            case SystemOperation.DEVICES -> {
                int from = message.takeInt();
                Page.write(
                        message,
                        id,
                        from,
                        devices.count(),
                        (i, into) -> devices.record(i).put(into));
            }
            case SystemOperation.ENVIRON -> environ(id, message);
            case SystemOperation.LOG -> new LogPages(authority, roster).answer(id, message);
            case SystemOperation.KILL -> {
                kill(client, message.takeText());
                message.reset(MessageType.REPLY, id);
            }
            case SystemOperation.CRASH -> {
                crash(client, message.takeText(), message.takeText());
                message.reset(MessageType.REPLY, id);
            }
            case SystemOperation.EVENTS -> {
                int from = message.takeInt();
                journal.readRefusals();
                List<JournalRecord> records = journal.about(message.takeText());
                Page.write(
                        message,
                        id,
                        from,
                        records.size(),
                        (i, into) -> records.get(i).put(into));
            }
            case SystemOperation.HANDLES -> handles(id, message);
            case SystemOperation.MACHINE ->
                new MachineRecord(Page.clip(devices.model()), Version.TEXT, Clock.nanos(), authority.info())
                        .put(message.reset(MessageType.REPLY, id));
            case SystemOperation.POWER_OFF, SystemOperation.RESTART -> {
                Log.information((operation == SystemOperation.POWER_OFF ? "power off" : "restart") + " asked for by "
                        + client.name());
                steering.power(operation, client, id);
                return; // the answer, if there is one, comes from there
            }
            case SystemOperation.RUN -> run(client, id, message);
            case SystemOperation.ARGUMENTS -> {
                arguments.add(client, message);
                message.reset(MessageType.REPLY, id);
            }
            case SystemOperation.PROGRAMS -> {
                int from = message.takeInt();
                List<String> programs = roster.programs();
                Page.write(message, id, from, programs.size(), (i, into) -> into.putText(programs.get(i)));
            }
            default ->
                throw StatusException.saying(Status.NOT_SUPPORTED, "'" + NAME + "' has no operation " + operation);
        }
        client.send(message);
    }

    private void kill(Mailbox client, String name) {
        if (name.equals(Roster.SUPERVISOR)) {
            steering.end(Subprocess.self()::kill);
        } else {
            process(name).kill();
        }
        journal.note("killed", name, "asked for by " + client.name());
    }

    private void crash(Mailbox client, String name, String kind) {
        if (!Crash.KINDS.contains(kind)) {
            throw StatusException.saying(
                    Status.INVALID_ARGUMENT,
                    "there is no fault '" + Page.clip(kind) + "'; there are " + String.join(", ", Crash.KINDS));
        }
        if (name.equals(Roster.SUPERVISOR)) {
            if (Crash.OF_DMA.contains(kind)) {
                throw StatusException.saying(Status.NOT_SUPPORTED, "the supervisor drives no device");
            }
            journal.note("crash", name, "told to commit the fault '" + kind + "' by " + client.name());
            steering.end(() -> Crash.commit(kind, null, null));
            return;
        }
        process(name); // it has to be one that runs
        if (!unit(name).isServing()) {
            throw StatusException.saying(
                    Status.NOT_SUPPORTED,
                    name + " provides no service, so it takes no orders: 'kill " + name + "' ends it");
        }
        if (Crash.OF_DMA.contains(kind) && unit(name).spec().resources().dma() == 0) {
            throw StatusException.saying(
                    Status.NOT_SUPPORTED, name + " has no DMA: no device reads or writes memory of its");
        }
        journal.note("crash", name, "told to commit the fault '" + kind + "' by " + client.name());
        steering.crash(unit(name), kind);
    }

    private void processes(int id, Message message) {
        int from = message.takeInt();
        List<Unit> units = roster.units();
        Page.write(
                message,
                id,
                from,
                units.size() + 1,
                (i, into) -> (i == 0 ? own() : record(units.get(i - 1))).put(into));
    }

    private ProcessRecord own() {
        ProcessInfo info = Subprocess.self().info();
        return record(Roster.SUPERVISOR, "user", info, life.restarts(), "", Page.clip(life.previousEnd()));
    }

    private static ProcessRecord record(Unit unit) {
        String isolation = unit.spec().isolation().word();
        if (unit.isRunning()) {
            return record(
                    unit.name(),
                    isolation,
                    unit.process.info(),
                    unit.restarts().total(),
                    unit.parent(),
                    Page.clip(unit.note));
        }
        return new ProcessRecord(
                unit.name(),
                0,
                isolation,
                unit.state.word(),
                0,
                0,
                0,
                0,
                0,
                unit.restarts().total(),
                unit.spec().priority(),
                unit.parent(),
                Page.clip(unit.note));
    }

    private static ProcessRecord record(
            String name, String isolation, ProcessInfo info, int restarts, String parent, String note) {
        return new ProcessRecord(
                name,
                info.id(),
                isolation,
                ProcessState.text(info.state()),
                info.cpuTime(),
                info.memoryUsed(),
                info.sparseUsed(),
                info.memoryQuota(),
                info.handles(),
                restarts,
                info.priority(),
                parent,
                note);
    }

    private void environ(int id, Message message) {
        int from = message.takeInt();
        String name = message.takeText();
        Map<String, String> environ = name.equals(Roster.SUPERVISOR) ? ownEnviron : unit(name).environ;
        List<Map.Entry<String, String>> pairs = new ArrayList<>(environ.entrySet());
        Page.write(
                message,
                id,
                from,
                pairs.size(),
                (i, into) -> into.putText(Page.clip(pairs.get(i).getKey()))
                        .putText(Page.clip(pairs.get(i).getValue(), VALUE_MOST)));
    }

    private void handles(int id, Message message) {
        int from = message.takeInt();
        String name = message.takeText();
        List<HandleInfo> handles = (name.equals(Roster.SUPERVISOR) ? Subprocess.self() : process(name)).handles();
        Page.write(message, id, from, handles.size(), (i, into) -> {
            HandleInfo handle = handles.get(i);
            into.putInt(handle.handle())
                    .putInt(handle.type())
                    .putInt(handle.rights())
                    .putInt(handle.detail());
        });
    }

    private void run(Mailbox client, int id, Message message) {
        int bytes = arguments.length(client);
        List<String> words = arguments.take(client);
        String program = message.takeText();
        if (message.takeInt() != bytes) {
            throw StatusException.saying(
                    Status.CANCELLED,
                    "the arguments of " + Page.clip(program) + " were lost when the supervisor was"
                            + " replaced: try again");
        }
        boolean follows = message.takeInt() != 0;
        int count = message.takeInt();
        if (count != message.handleCount()) {
            throw new MessageException(count + " parts with " + message.handleCount() + " handles");
        }
        ProcessSpec spec = roster.program(program);
        if (spec == null) {
            throw StatusException.saying(
                    Status.NOT_FOUND,
                    "there is no program '" + Page.clip(program) + "'"
                            + Nearest.suggestion(program, roster.programs()));
        }
        Unit runner = roster.unit(client.name());
        String refusal = runner == null ? null : roster.refusal(runner);
        if (refusal != null) {
            journal.refused(client.name(), "run " + Page.clip(program) + ": " + refusal);
            throw StatusException.saying(Status.QUOTA_EXCEEDED, refusal);
        }
        Map<String, Handle> parts = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String part = message.takeText();
            if (part.length() > PART_MOST || OWN_PARTS.contains(part) || parts.containsKey(part)) {
                parts.values().forEach(Handle::close);
                throw new MessageException("a program's part may not be called '" + Page.clip(part) + "'");
            }
            parts.put(part, message.takeHandle());
        }
        Unit unit = roster.add(spec, words);
        unit.lineage = runner == null ? List.of() : Roster.lineage(runner);
        unit.runner = new Unit.Runner(client, id, follows);
        steering.run(unit, parts);
        message.reset(MessageType.REPLY, id).putText(unit.name());
    }

    /** A client has gone. */
    void forget(Mailbox client) {
        arguments.forget(client);
    }

    private Unit unit(String name) {
        Unit unit = roster.unit(name);
        if (unit == null) {
            throw StatusException.saying(
                    Status.NOT_FOUND,
                    "there is no process '" + Page.clip(name) + "'" + Nearest.suggestion(name, roster.names()));
        }
        return unit;
    }

    private Subprocess process(String name) {
        Unit unit = unit(name);
        if (!unit.isRunning()) {
            throw StatusException.saying(Status.NOT_FOUND, name + " is " + unit.state.word() + ", not running");
        }
        return unit.process;
    }

    /** The end of a program, told to whoever ran it. */
    static void tellEnd(Unit.Runner runner, ProcessInfo info) {
        tellEnd(runner, info.exitStatus(), info.cause(), info.ending());
    }

    /** The same, where the kernel knows of no such process any more. */
    static void tellEnd(Unit.Runner runner, int status, int cause, String ending) {
        runner.client()
                .send(new Message()
                        .reset(MessageType.EVENT, runner.id())
                        .putInt(status)
                        .putInt(cause)
                        .putText(ending));
    }
}
