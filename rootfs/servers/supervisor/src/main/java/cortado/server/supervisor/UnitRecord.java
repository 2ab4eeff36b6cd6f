package cortado.server.supervisor;

import cortado.api.Message;
import cortado.api.MessageException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ledger knows of a unit.
 *
 * @param name the unit's
 * @param program the name of its spec, if someone runs it as a program, else empty
 * @param state where it is between two starts
 * @param process handle of the process while it runs, else 0
 * @param id the process's
 * @param channel handle of the channel to it
 * @param ready whether it said that clients may come
 * @param startAt when to start it, while it is RESTARTING
 * @param restarts how often it was started again
 * @param recent when the newest of these restarts were decided, as far as its limit counts them: to the millisecond, at
 *     most {@link #RECENT_MOST}
 * @param note why it last ended
 * @param runner what became of {@link Unit.Runner}, or null
 */
record UnitRecord(
        String name,
        String program,
        Unit.State state,
        int process,
        int id,
        int channel,
        boolean ready,
        long startAt,
        int restarts,
        List<Long> recent,
        String note,
        Runner runner) {
    /** First word of such a record. */
    static final int KIND = 1;
    /** Times of restarts that are kept. */
    static final int RECENT_MOST = 24;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /**
     * Who ran a program.
     *
     * @param slot of the client's record
     * @param id of the request
     * @param follows whether the program ends with its client
     * @param serial of the program
     * @param lineage of the program
     */
    record Runner(int slot, int id, boolean follows, int serial, List<Unit.Ancestor> lineage) {}

    static UnitRecord of(Unit unit) {
        boolean runs = unit.isRunning();
        Unit.Runner runner = unit.runner;
        return new UnitRecord(
                unit.name(),
                runner == null ? "" : unit.spec().name(),
                unit.state,
                runs ? unit.process.number() : 0,
                runs ? unit.id : 0,
                runs ? unit.mailbox.number() : 0,
                unit.ready,
                unit.startAt,
                unit.restarts().total(),
                unit.restarts().recent(RECENT_MOST),
                Page.plain(unit.note, Page.TEXT_MOST),
                runner == null
                        ? null
                        : new Runner(
                                runner.client().slot(), runner.id(), runner.follows(), unit.serial(), unit.lineage));
    }

    byte[] encoded() {
        Message message = new Message()
                .reset(0, 0)
                .putInt(KIND)
                .putText(name)
                .putText(program)
                .putText(state.word())
                .putInt(process)
                .putInt(id)
                .putInt(channel)
                .putInt(ready ? 1 : 0)
                .putLong(startAt)
                .putInt(restarts);
        putTimes(message);
        message.putText(note).putInt(runner == null ? 0 : 1);
        if (runner != null) {
            message.putInt(runner.slot)
                    .putInt(runner.id)
                    .putInt(runner.follows ? 1 : 0)
                    .putInt(runner.serial)
                    .putInt(runner.lineage.size());
            runner.lineage.forEach(each -> message.putInt(each.serial()).putInt(each.programs()));
        }
        return message.takeBytes(message.length());
    }

    /** How many, the first, and how many milliseconds after it each of the others was. */
    private void putTimes(Message message) {
        message.putInt(recent.size());
        for (int i = 0; i < recent.size(); i++) {
            if (i == 0) {
                message.putLong(recent.getFirst());
            } else {
                message.putInt((int) ((recent.get(i) - recent.getFirst()) / NANOS_PER_MILLI));
            }
        }
    }

    private static List<Long> takeTimes(Message message) {
        int count = counted(message, RECENT_MOST);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(i == 0 ? message.takeLong() : times.getFirst() + message.takeInt() * NANOS_PER_MILLI);
        }
        return times;
    }

    private static Runner takeRunner(Message message) {
        int slot = message.takeInt();
        int id = message.takeInt();
        boolean follows = message.takeInt() != 0;
        int serial = message.takeInt();
        int count = counted(message, Roster.NESTED_MOST);
        List<Unit.Ancestor> lineage = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lineage.add(new Unit.Ancestor(message.takeInt(), message.takeInt()));
        }
        return new Runner(slot, id, follows, serial, lineage);
    }

    private static int counted(Message message, int most) {
        int count = message.takeInt();
        if (count < 0 || count > most) {
            throw new MessageException(count + " where at most " + most + " are kept");
        }
        return count;
    }

    /** @param message behind the kind */
    static UnitRecord take(Message message) {
        return new UnitRecord(
                message.takeText(),
                message.takeText(),
                state(message.takeText()),
                message.takeInt(),
                message.takeInt(),
                message.takeInt(),
                message.takeInt() != 0,
                message.takeLong(),
                message.takeInt(),
                takeTimes(message),
                message.takeText(),
                message.takeInt() == 0 ? null : takeRunner(message));
    }

    private static Unit.State state(String word) {
        for (Unit.State state : Unit.State.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new MessageException("no unit is '" + word + "'");
    }
}
