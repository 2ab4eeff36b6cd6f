package cortado.server.supervisor;

import cortado.abi.Limits;
import cortado.api.Message;
import cortado.api.MessageException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a next life of the supervisor has to know of this one: a record of each unit, of each client of the service
 * {@code system} and of memory that it keeps for others, kept current in memory that outlives the process. Handles keep
 * their numbers from life to life, so records name them.
 */
final class Ledger {
    /** A client of the service {@code system}: its name, and the handle of the channel to it. */
    record ClientRecord(String name, int channel) {
        static final int KIND = 2;

        byte[] encoded() {
            Message message =
                    new Message().reset(0, 0).putInt(KIND).putText(name).putInt(channel);
            return message.takeBytes(message.length());
        }
    }

    /** Memory that is kept for a process from life to life: the process's name, and the handle of the folio. */
    record KeptRecord(String process, int folio) {
        static final int KIND = 3;

        byte[] encoded() {
            Message message =
                    new Message().reset(0, 0).putInt(KIND).putText(process).putInt(folio);
            return message.takeBytes(message.length());
        }
    }

    /** No place: the ledger is full, or there is none yet. */
    static final int NONE = -1;

    /** Lives that may fail to take the ledger over before it counts as what ends them. */
    static final int TRIES = 3;

    /** The slot that says how often it was tried. */
    private static final int HEAD = 0;

    private static final int HEAD_KIND = 0x4c44_4752; // "RGDL"

    private final Slots slots;
    private final boolean[] used;

    private Ledger(Slots slots) {
        this.slots = slots;
        this.used = new boolean[slots.count()];
        used[HEAD] = true;
    }

    /** An empty ledger. */
    static Ledger empty(Slots slots) {
        Ledger ledger = new Ledger(slots);
        for (int slot = 0; slot < slots.count(); slot++) {
            slots.clear(slot);
        }
        ledger.writeTries(0);
        return ledger;
    }

    /** The ledger of an earlier life; null if this memory does not hold one. */
    static Ledger open(Slots slots) {
        Ledger ledger = new Ledger(slots);
        return ledger.tries() < 0 ? null : ledger;
    }

    /** How many lives in a row tried to take this ledger over and ended before they had; negative if it is none. */
    int tries() {
        byte[] head = slots.read(HEAD);
        if (head == null) {
            return NONE;
        }
        try {
            Message message = message(head);
            return message.takeInt() == HEAD_KIND ? message.takeInt() : NONE;
        } catch (MessageException e) {
            return NONE;
        }
    }

    /** Notes how many tries there were. */
    void writeTries(int tries) {
        Message message = new Message().reset(0, 0).putInt(HEAD_KIND).putInt(tries);
        slots.write(HEAD, message.takeBytes(message.length()));
    }

    /** The records of units, by slot. */
    Map<Integer, UnitRecord> units() {
        return records(UnitRecord.KIND, UnitRecord::take);
    }

    /** The records of clients, by slot. */
    Map<Integer, ClientRecord> clients() {
        return records(ClientRecord.KIND, message -> new ClientRecord(message.takeText(), message.takeInt()));
    }

    /** The records of kept memory, by slot. */
    Map<Integer, KeptRecord> kept() {
        return records(KeptRecord.KIND, message -> new KeptRecord(message.takeText(), message.takeInt()));
    }

    private <R> Map<Integer, R> records(int kind, Function<Message, R> take) {
        Map<Integer, R> records = new TreeMap<>();
        for (int slot = 1; slot < slots.count(); slot++) {
            byte[] record = slots.read(slot);
            if (record != null) {
                try {
                    Message message = message(record);
                    if (message.takeInt() == kind) {
                        records.put(slot, take.apply(message));
                        used[slot] = true;
                    }
                } catch (MessageException e) {
                    slots.clear(slot);
                }
            }
        }
        return records;
    }

    private static Message message(byte[] record) {
        if (record.length > Limits.MESSAGE_PAYLOAD) {
            throw new MessageException("a record of " + record.length + " bytes");
        }
        return new Message().reset(0, 0).putBytes(record, 0, record.length);
    }

    /** Enters a record or replaces the one in {@code slot}; where it is, {@link #NONE} if there is no room. */
    int write(int slot, byte[] record) {
        int place = slot;
        for (int free = 1; place == NONE && free < used.length; free++) {
            place = used[free] ? NONE : free;
        }
        if (place != NONE) {
            used[place] = true;
            slots.write(place, record);
        }
        return place;
    }

    /** Removes a record. */
    void remove(int slot) {
        if (slot != NONE) {
            slots.clear(slot);
            used[slot] = false;
        }
    }
}
