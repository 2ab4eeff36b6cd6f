package cortado.server.supervisor;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.api.Message;

/** Answers a list piece by piece: as many records as fit into one message. */
final class Page {
    /** Longest text of a record's field; a longer one is cut, and ends in dots. */
    static final int TEXT_MOST = 96;

    private static final int HEADER = 8;

    private Page() {}

    /** Appends one record to a message. */
    interface Writer {
        void put(int index, Message into);
    }

    /** Turns {@code answer} into a page that starts at record {@code from} of {@code total}. */
    static void write(Message answer, int id, int from, int total, Writer writer) {
        int first = Math.clamp(from, 0, total);
        Message scratch = new Message();
        int used = HEADER;
        int next = first;
        while (next < total) {
            writer.put(next, scratch.reset(0, 0));
            if (used + scratch.length() > Limits.MESSAGE_PAYLOAD) {
                break;
            }
            used += scratch.length();
            next++;
        }
        answer.reset(MessageType.REPLY, id).putInt(next < total ? next : -1).putInt(next - first);
        for (int i = first; i < next; i++) {
            writer.put(i, answer);
        }
    }

    /** A text that fits into a record with others. */
    static String clip(String text) {
        return clip(text, TEXT_MOST);
    }

    /** A text of at most so many letters, all of which take one byte and none of which steers a terminal. */
    static String plain(String text, int most) {
        StringBuilder plain = new StringBuilder();
        for (char letter : clip(text, most).toCharArray()) {
            plain.append(letter < ' ' || letter > '~' ? '?' : letter);
        }
        return plain.toString();
    }

    /** A text of at most so many letters. */
    static String clip(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }
}
