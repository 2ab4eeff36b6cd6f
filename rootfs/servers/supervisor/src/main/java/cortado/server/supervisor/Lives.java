package cortado.server.supervisor;

import cortado.abi.Cause;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Handle;
import cortado.api.Log;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.ProcessInfo;
import cortado.api.StatusException;
import cortado.api.Subprocess;
import cortado.api.service.Provider;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Role;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How units start, are asked whether they still serve, end and start again; and how they come over from a last life.
 */
final class Lives {
    /** What a poll's event is about. */
    sealed interface Source {
        /** A message from a process. */
        record FromProcess(Unit unit) implements Source {}

        /** A process ended. */
        record Ended(Unit unit) implements Source {}
    }

    private final Poll poll;
    private final Roster roster;
    private final Launcher launcher;
    private final Broker broker;
    private final Journal journal;
    private final Ledger ledger;

    Lives(Poll poll, Roster roster, Launcher launcher, Broker broker, Journal journal, Ledger ledger) {
        this.poll = poll;
        this.roster = roster;
        this.launcher = launcher;
        this.broker = broker;
        this.journal = journal;
        this.ledger = ledger;
    }

    /** Goes on with the processes of the last life. */
    void takeOver(Succession succession, Clients clients) {
        ledger.units().forEach((slot, record) -> takeOver(succession, slot, record, clients));
    }

    private void takeOver(Succession succession, int slot, UnitRecord record, Clients clients) {
        Unit unit = record.runner() == null ? roster.unit(record.name()) : program(record, record.runner());
        if (unit == null || unit.slot != Ledger.NONE) {
            ledger.remove(slot);
            return;
        }
        unit.slot = slot;
        unit.note = record.note();
        unit.restarts().restore(record.restarts(), record.recent());
        UnitRecord.Runner runner = record.runner();
        if (runner != null) {
            Mailbox client = clients.at(runner.slot(), record.name());
            unit.runner = new Unit.Runner(client, runner.id(), runner.follows());
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
            if (runner != null && runner.follows() && !unit.runner.client().isOpen()) {
                process.kill();
            }
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
    private Unit program(UnitRecord record, UnitRecord.Runner runner) {
        ProcessSpec spec = roster.program(record.program());
        return spec == null || roster.unit(record.name()) != null
                ? null
                : roster.restore(record.name(), spec, runner.serial(), runner.lineage());
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

    /** When the next process is to be started again, or asked whether it still serves. */
    long nextDue() {
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

    /** Starts those whose time has come. */
    void startDue(long now) {
        for (Unit unit : List.copyOf(roster.units())) {
            if (unit.state == Unit.State.RESTARTING && unit.startAt <= now) {
                start(unit, Map.of());
            }
        }
    }

    /** Asks those whose time has come, and ends those that do not answer. */
    void askDue(long now) {
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
    private static void ask(Unit unit) {
        if (!unit.spec().provides().isEmpty()) {
            unit.mailbox.send(
                    new Message().reset(MessageType.EVENT, Channel.nextId()).putText(Provider.PING));
        }
    }

    /** A process says that it is ready to serve, or answers that it still does. */
    void heard(Unit unit, String event) {
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

    private void condemn(Unit unit, String kind, String why) {
        unit.condemned = why;
        journal.note(kind, unit.name(), why);
        unit.process.kill();
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

    /** Starts a program that someone runs. */
    void run(Unit unit, Map<String, Handle> parts, int otherwise) {
        if (!start(unit, parts)) {
            forget(unit);
            throw StatusException.saying(otherwise, unit.name() + ": " + unit.note);
        }
    }

    /** A program that follows its runner ends with it. */
    void endProgramsOf(Mailbox client) {
        for (Unit unit : roster.units()) {
            if (unit.runner != null && unit.runner.client() == client && unit.runner.follows() && unit.isRunning()) {
                unit.process.kill();
            }
        }
    }

    /** The kernel says that a process has ended. */
    void ended(Unit unit) {
        ProcessInfo info = unit.process.info();
        poll.remove(unit.process);
        unit.mailbox.close();
        unit.ready = false;
        broker.forget(unit);
        String ending = unit.condemned == null ? info.ending() : unit.condemned;
        boolean done = info.cause() == Cause.EXIT && info.exitStatus() == 0;
        if (done) {
            journal.note("ended", unit.name(), ending);
        } else {
            journal.died(unit.name(), info.id(), ending);
        }
        if (unit.runner != null) {
            Log.information(unit.name() + " ended: " + info.ending());
            SystemService.tellEnd(unit.runner, info);
            forget(unit);
        } else if (done && unit.spec().role() == Role.APP) {
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
            long wait = (Math.max(0, unit.startAt - Clock.nanos()) + 999_999L) / 1_000_000L;
            Log.warning(unit.name() + " died: " + cause + "; it starts again in " + wait + " ms");
            journal.note(
                    "restarts",
                    unit.name(),
                    "in " + wait + " ms, restart " + unit.restarts().total());
            endCompanions(unit);
        } else {
            String reason = unit.runner == null ? unit.restarts().reason() : cause;
            unit.state = Unit.State.FAILED;
            unit.note = unit.runner == null ? reason + "; last end: " + cause : cause;
            Log.error(unit.name() + " died: " + cause + (unit.runner == null ? "; it is given up: " + reason : ""));
            journal.note("failed", unit.name(), reason);
            broker.providersChanged();
        }
        keep(unit);
    }

    private void endCompanions(Unit unit) {
        for (Unit companion : roster.companions(unit)) {
            if (companion.isRunning() && companion.condemned == null) {
                companion.together = unit;
                condemn(companion, "ended", "it restarts together with " + unit.name());
            }
        }
    }

    /** Keeps the ledger current. */
    private void keep(Unit unit) {
        unit.slot = ledger.write(unit.slot, UnitRecord.of(unit).encoded());
    }

    /** A program that someone ran is no more. */
    private void forget(Unit unit) {
        roster.remove(unit);
        ledger.remove(unit.slot);
        unit.slot = Ledger.NONE;
    }
}
