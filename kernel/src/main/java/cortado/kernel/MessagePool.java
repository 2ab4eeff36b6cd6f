package cortado.kernel;

/** All messages, queued or free. */
final class MessagePool {
    private final ProcessPool processes;
    private Message free;

    MessagePool(ProcessPool processes) {
        this.processes = processes;
        for (int i = 0; i < KernelLimits.MESSAGES; i++) {
            Message message = new Message();
            message.next = free;
            free = message;
        }
    }

    /** The one that {@link #take} will take, or null: whoever needs a message only until it returns uses that. */
    Message first() {
        return free;
    }

    /** A message that counts against its sender, or null. */
    Message take(Process sender) {
        Message message = free;
        if (message != null) {
            free = message.next;
            message.sender = sender.number;
            message.senderId = sender.id;
            sender.messages++;
        }
        return message;
    }

    /** It has arrived or will not. */
    void give(Message message) {
        Process sender = processes.byId(message.sender, message.senderId);
        if (sender != null) {
            sender.messages--;
        }
        message.next = free;
        free = message;
    }
}
