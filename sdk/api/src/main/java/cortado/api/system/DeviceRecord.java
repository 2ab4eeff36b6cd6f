package cortado.api.system;

import cortado.api.Message;

/**
 * One device-tree node as {@code devices} shows it.
 *
 * @param node its path
 * @param driver the spec that drives it, or empty
 * @param process the process that drives it, or empty
 * @param registers ranges of addresses, for people
 * @param interrupts lines, for people
 * @param note why nothing drives it, or empty
 */
public record DeviceRecord(
        String node, String driver, String process, String registers, String interrupts, String note) {
    /** Appends it to a message. */
    public void put(Message message) {
        message.putText(node)
                .putText(driver)
                .putText(process)
                .putText(registers)
                .putText(interrupts)
                .putText(note);
    }

    static DeviceRecord take(Message message) {
        return new DeviceRecord(
                message.takeText(),
                message.takeText(),
                message.takeText(),
                message.takeText(),
                message.takeText(),
                message.takeText());
    }
}
