package cortado.linux;

import cortado.api.Message;

/**
 * A virtual machine that runs.
 *
 * @param process its process, as {@code ps} lists it
 * @param client who asked for it
 * @param started when, in nanoseconds since boot
 * @param cpus how many it has
 * @param memory bytes its guest may have
 * @param touched of these, what the guest has, as it touched them
 * @param beyond bytes that the virtual machine takes besides: its process, tables, rings
 * @param command the program and its arguments, cut where it is long
 */
public record LinuxVm(
        String process, String client, long started, int cpus, long memory, long touched, long beyond, String command) {
    /** Appends it to a message. */
    public void put(Message message) {
        message.putText(process)
                .putText(client)
                .putLong(started)
                .putInt(cpus)
                .putLong(memory)
                .putLong(touched)
                .putLong(beyond)
                .putText(command);
    }

    /** Takes it from a message. */
    static LinuxVm take(Message message) {
        return new LinuxVm(
                message.takeText(),
                message.takeText(),
                message.takeLong(),
                message.takeInt(),
                message.takeLong(),
                message.takeLong(),
                message.takeLong(),
                message.takeText());
    }
}
