package cortado.server.supervisor;

import cortado.api.Message;
import cortado.api.MessageException;

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
        String note,
        Runner runner) {
    /** First word of such a record. */
    static final int KIND = 1;

    /**
     * Who ran a program.
     *
     * @param slot of the client's record
     * @param id of the request
     * @param follows whether the program ends with its client
     */
    record Runner(int slot, int id, boolean follows) {}

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
                Page.clip(unit.note),
                runner == null ? null : new Runner(runner.client().slot(), runner.id(), runner.follows()));
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
                .putInt(restarts)
                .putText(note)
                .putInt(runner == null ? 0 : 1);
        if (runner != null) {
            message.putInt(runner.slot).putInt(runner.id).putInt(runner.follows ? 1 : 0);
        }
        return message.takeBytes(message.length());
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
                message.takeText(),
                message.takeInt() == 0
                        ? null
                        : new Runner(message.takeInt(), message.takeInt(), message.takeInt() != 0));
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
