package cortado.api.system;

import cortado.api.Message;

/**
 * One process as {@code ps} shows it.
 *
 * @param name the supervisor's name for it, the same after a restart
 * @param id the kernel's number, 0 while it does not run
 * @param isolation where its spec puts it: {@code user}, ...
 * @param state a word: {@code running}, {@code waiting}, {@code restarting}, {@code failed}, ...
 * @param cpuTime nanoseconds on a CPU since it was last started
 * @param memoryUsed bytes held now
 * @param sparseUsed of these, bytes in touched pages of sparse folios: guests' RAM
 * @param memoryQuota bytes granted
 * @param handles handles in its table
 * @param restarts how often it was started again
 * @param priority 1 to 31
 * @param parent who started it: the supervisor, or the process that ran it as a program; empty for the supervisor
 * @param note why it last ended, or empty
 */
public record ProcessRecord(
        String name,
        int id,
        String isolation,
        String state,
        long cpuTime,
        long memoryUsed,
        long sparseUsed,
        long memoryQuota,
        int handles,
        int restarts,
        int priority,
        String parent,
        String note) {
    /** Appends it to a message. */
    public void put(Message message) {
        message.putText(name)
                .putInt(id)
                .putText(isolation)
                .putText(state)
                .putLong(cpuTime)
                .putLong(memoryUsed)
                .putLong(sparseUsed)
                .putLong(memoryQuota)
                .putInt(handles)
                .putInt(restarts)
                .putInt(priority)
                .putText(parent)
                .putText(note);
    }

    static ProcessRecord take(Message message) {
        return new ProcessRecord(
                message.takeText(),
                message.takeInt(),
                message.takeText(),
                message.takeText(),
                message.takeLong(),
                message.takeLong(),
                message.takeLong(),
                message.takeLong(),
                message.takeInt(),
                message.takeInt(),
                message.takeInt(),
                message.takeText(),
                message.takeText());
    }
}
