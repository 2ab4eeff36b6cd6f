package cortado.server.supervisor;

import cortado.api.Authority;
import cortado.api.Log;
import cortado.api.LogRecord;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.system.JournalRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What happened to the system's processes, and why: the last so many faults, restarts and refusals, in memory that
 * outlives the supervisor.
 */
final class Journal {
    /** Lines of what a process wrote before it died that are kept. */
    private static final int LAST_WORDS = 12;

    private static final int TEXT_MOST = 200;
    private static final int NAME_MOST = 32;
    /** Numbers beyond which none is believed. */
    private static final long NUMBERS = 1L << 48;

    private static final int BOOTS = 1 << 30;
    /** Refusals of one process that are kept, so that whoever is refused much hides nothing else. */
    private static final int REFUSALS_MOST = 4;

    private static final String REFUSED = "refused";

    private final Authority authority;
    private final Slots slots;
    private final LongSupplier clock;
    /** By their numbers, which only grow. */
    private final TreeMap<Long, JournalRecord> records = new TreeMap<>();

    private long next = 1;
    /** Counts the machine's starts, as far as is known; the records here have that number, too. */
    private int boot;
    /** When the last life of this boot wrote its last line: it knew what the kernel had refused by then. */
    private long known;
    /** What was read of the log. */
    private long cursor;

    /**
     * Goes on with what the memory holds.
     *
     * @param slots a record's number decides which of them it is in
     * @param clock nanoseconds since boot
     * @param booted whether the machine has started since the last line
     */
    Journal(Authority authority, Slots slots, LongSupplier clock, boolean booted) {
        this.clock = clock;
        this.authority = authority;
        this.slots = slots;
        for (int slot = 0; slot < slots.count(); slot++) {
            byte[] record = slots.read(slot);
            if (record != null) {
                restore(slot, record);
            }
        }
        if (!records.isEmpty()) {
            next = records.lastKey() + 1;
            records.headMap(next - slots.count()).clear();
            JournalRecord last = records.lastEntry().getValue();
            boot = last.boot() + (booted ? 1 : 0);
            known = booted ? 0 : last.time();
        }
    }

    private void restore(int slot, byte[] record) {
        try {
            Message message = new Message().reset(0, 0).putBytes(record, 0, record.length);
            long number = message.takeLong();
            int ofBoot = message.takeInt();
            boolean plausible = number > 0 && number < NUMBERS && ofBoot >= 0 && ofBoot < BOOTS;
            if (plausible && number % slots.count() == slot) {
                JournalRecord line = JournalRecord.take(message);
                records.put(
                        number,
                        new JournalRecord(
                                line.time(),
                                Page.plain(line.kind(), NAME_MOST),
                                Page.plain(line.process(), NAME_MOST),
                                Page.plain(line.text(), TEXT_MOST),
                                ofBoot));
            }
        } catch (MessageException e) {
            slots.clear(slot);
        }
    }

    /** Adds a line. */
    void note(String kind, String process, String text) {
        write(next, kind, process, text);
    }

    /** Adds how the boot before this one ended, ahead of this one's first line. */
    void panicked(LastWords words) {
        boot = Math.max(boot, 1);
        for (int i = 0; i < words.lines().size(); i++) {
            String line = words.lines().get(i);
            write(next, words.time(), boot - 1, "panicked", "kernel", i == 0 ? line : " " + line.strip());
        }
    }

    /** Writes the line of a number: the next one, or one that there is. */
    private void write(long number, String kind, String process, String text) {
        write(number, clock.getAsLong(), boot, kind, process, text);
    }

    private void write(long number, long time, int ofBoot, String kind, String process, String text) {
        JournalRecord line =
                new JournalRecord(time, kind, Page.plain(process, NAME_MOST), Page.plain(text, TEXT_MOST), ofBoot);
        records.put(number, line);
        Message message = new Message().reset(0, 0).putLong(number).putInt(ofBoot);
        line.put(message);
        slots.write((int) (number % slots.count()), message.takeBytes(message.length()));
        next = Math.max(next, number + 1);
        if (records.size() > slots.count()) {
            records.pollFirstEntry();
        }
    }

    /** Adds a process's end, and the errors that it, and the kernel about it, left in the log. */
    void died(String process, int id, String cause) {
        note("died", process, cause);
        for (String line : readLog(id)) {
            note("died", process, " " + line.strip());
        }
    }

    /** Takes over what the kernel has logged of refusals since the last time. */
    void readRefusals() {
        readLog(0);
    }

    /** The lines about one process or, with an empty name, all; oldest first. */
    List<JournalRecord> about(String process) {
        List<JournalRecord> about = new ArrayList<>();
        for (JournalRecord each : records.values()) {
            if (process.isEmpty() || each.process().equals(process)) {
                about.add(new JournalRecord(each.time(), each.kind(), each.process(), each.text(), each.boot() - boot));
            }
        }
        return about;
    }

    /** Reads on in the log: the kernel's refusals become lines here, the errors of one process are returned. */
    private List<String> readLog(int id) {
        ArrayDeque<String> words = new ArrayDeque<>();
        Authority.LogPage page = authority.log(cursor, LogRecord.MOST);
        while (!page.records().isEmpty()) {
            for (LogRecord entry : page.records()) {
                if (entry.process() == 0 && entry.time() > known) {
                    noteRefusal(entry.text());
                } else if (entry.process() == id && entry.level() == Log.ERROR) {
                    if (words.size() == LAST_WORDS) {
                        words.removeLast();
                    }
                    words.addLast(entry.text());
                }
            }
            cursor = page.next();
            page = authority.log(cursor, LogRecord.MOST);
        }
        return List.copyOf(words);
    }

    /** The kernel's line: {@code refused NAME (process ID): CALL: REASON}. */
    private void noteRefusal(String line) {
        int end = line.indexOf(" (process ");
        int text = line.indexOf("): ", Math.max(end, 0));
        if (!line.startsWith(REFUSED + " ") || end < 0 || text < 0) {
            return;
        }
        refused(line.substring(REFUSED.length() + 1, end), line.substring(text + 3));
    }

    /** Adds what a process was refused; if it has many such lines, in the place of the last of them. */
    void refused(String process, String text) {
        int count = 0;
        long last = 0;
        for (Map.Entry<Long, JournalRecord> entry : records.entrySet()) {
            JournalRecord record = entry.getValue();
            boolean refusal = record.boot() == boot && record.kind().equals(REFUSED);
            if (refusal && record.process().equals(Page.plain(process, NAME_MOST))) {
                last = entry.getKey();
                count++;
            }
        }
        write(count < REFUSALS_MOST ? next : last, REFUSED, process, text);
    }
}
