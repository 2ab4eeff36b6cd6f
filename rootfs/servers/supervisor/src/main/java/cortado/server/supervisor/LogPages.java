package cortado.server.supervisor;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.api.Authority;
import cortado.api.LogRecord;
import cortado.api.Message;
import cortado.api.system.LogLine;
import java.util.ArrayList;
import java.util.List;

/** Answers the log piece by piece, with names in place of process ids. */
final class LogPages {
    /** Cursor, whether there may be more, and the count. */
    private static final int HEADER = 16;
    /** Pieces of the log that are searched for one answer. */
    private static final int PIECES = 16;

    private final Authority authority;
    private final Roster roster;

    LogPages(Authority authority, Roster roster) {
        this.authority = authority;
        this.roster = roster;
    }

    /** Turns the request ({@code long} cursor, text process) into its answer. */
    void answer(int id, Message message) {
        long cursor = message.takeLong();
        String process = message.takeText();
        List<LogLine> lines = new ArrayList<>();
        boolean more = true;
        for (int piece = 0; piece < PIECES && more && lines.isEmpty(); piece++) {
            Authority.LogPage page = authority.log(cursor, LogRecord.MOST);
            more = !page.records().isEmpty();
            int taken = take(page.records(), process, lines);
            if (taken < page.records().size()) { // the rest goes into the next answer
                page = authority.log(cursor, sizeOf(page.records().subList(0, taken)));
            }
            cursor = page.next();
        }
        message.reset(MessageType.REPLY, id)
                .putLong(cursor)
                .putInt(more ? 1 : 0)
                .putInt(lines.size());
        for (LogLine line : lines) {
            line.put(message);
        }
    }

    /** Takes the process's lines as long as they fit; how many records that went through. */
    private int take(List<LogRecord> records, String process, List<LogLine> lines) {
        Message scratch = new Message();
        int used = HEADER;
        int taken = 0;
        for (LogRecord record : records) {
            LogLine line = new LogLine(record.time(), record.level(), roster.nameOf(record.process()), record.text());
            if (process.isEmpty() || process.equals(line.process())) {
                line.put(scratch.reset(0, 0));
                used += scratch.length();
                if (used > Limits.MESSAGE_PAYLOAD) {
                    return taken;
                }
                lines.add(line);
            }
            taken++;
        }
        return taken;
    }

    private static int sizeOf(List<LogRecord> records) {
        int size = 0;
        for (LogRecord record : records) {
            size += record.size();
        }
        return size;
    }
}
