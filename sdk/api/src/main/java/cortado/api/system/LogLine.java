package cortado.api.system;

import cortado.api.Message;

/**
 * One line of the system log.
 *
 * @param time nanoseconds since boot
 * @param level {@link cortado.api.Log#ERROR} to {@link cortado.api.Log#DETAIL}
 * @param process name of the process that wrote it
 */
public record LogLine(long time, int level, String process, String text) {
    /** Appends it to a message. */
    public void put(Message message) {
        message.putLong(time).putInt(level).putText(process).putText(text);
    }

    static LogLine take(Message message) {
        return new LogLine(message.takeLong(), message.takeInt(), message.takeText(), message.takeText());
    }
}
