package cortado.api.system;

import cortado.api.Message;

/**
 * One line of the supervisor's journal.
 *
 * @param time nanoseconds since boot
 * @param kind a word: {@code started}, {@code died}, {@code restarts}, {@code failed}, {@code hung}, {@code refused},
 *     ...
 * @param process whom it is about
 * @param text why, or a frame of a stack trace, which begins with a blank
 * @param boot the start of the machine that it is of: 0 this one, -1 the one before, ...
 */
public record JournalRecord(long time, String kind, String process, String text, int boot) {
    /** Appends it to a message. */
    public void put(Message message) {
        message.putLong(time).putText(kind).putText(process).putText(text).putInt(boot);
    }

    /** The next one of a message. */
    public static JournalRecord take(Message message) {
        return new JournalRecord(
                message.takeLong(), message.takeText(), message.takeText(), message.takeText(), message.takeInt());
    }
}
