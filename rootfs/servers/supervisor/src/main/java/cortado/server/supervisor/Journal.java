package cortado.server.supervisor;

import cortado.api.Authority;
import cortado.api.Clock;
import cortado.api.Log;
import cortado.api.LogRecord;
import cortado.api.system.JournalRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What happened to the system's processes, and why: the last so many faults, restarts and refusals. */
final class Journal {
    private static final int MOST = 200;
    /** Lines of what a process wrote before it died that are kept. */
    private static final int LAST_WORDS = 12;

    private static final int TEXT_MOST = 200;

    private final ArrayDeque<JournalRecord> records = new ArrayDeque<>();
    private final Authority authority;
    /** What was read of the log. */
    private long cursor;

    Journal(Authority authority) {
        this.authority = authority;
    }

    /** Adds a line. */
    void note(String kind, String process, String text) {
        if (records.size() == MOST) {
            records.removeFirst();
        }
        records.addLast(new JournalRecord(Clock.nanos(), kind, Page.clip(process), Page.clip(text, TEXT_MOST)));
    }

    /** Adds a process's end, and the errors that it, and the kernel about it, left in the log. */
    void died(String process, int id, String cause) {
        note("died", process, cause);
        for (String line : lastWords(id)) {
            note("died", process, " " + line.strip());
        }
    }

    /** The lines about one process or, with an empty name, all; oldest first. */
    List<JournalRecord> about(String process) {
        List<JournalRecord> about = new ArrayList<>();
        for (JournalRecord each : records) {
            if (process.isEmpty() || each.process().equals(process)) {
                about.add(each);
            }
        }
        return about;
    }

    private List<String> lastWords(int id) {
        ArrayDeque<String> words = new ArrayDeque<>();
        Authority.LogPage page = authority.log(cursor, LogRecord.MOST);
        while (!page.records().isEmpty()) {
            for (LogRecord entry : page.records()) {
                if (entry.process() == id && entry.level() == Log.ERROR) {
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
}
