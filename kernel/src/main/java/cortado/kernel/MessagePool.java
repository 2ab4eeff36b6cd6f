package cortado.kernel;

/** All messages, queued or free. */
final class MessagePool {
    private final ProcessPool processes;
    private Message free;
    private int left = KernelLimits.MESSAGES;

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

    /** Whether a process may have one more under way: it has few, or there are more than all others are owed. */
    boolean admits(Process sender) {
        return sender.messages < KernelLimits.MESSAGES_OWED
                || (sender.messages < KernelLimits.MESSAGES_IN_FLIGHT
                        && left > KernelLimits.MESSAGES_OWED * KernelLimits.PROCESSES);
    }

    /** A message that counts against its sender, or null. */
    Message take(Process sender) {
        Message message = free;
        if (message != null) {
            free = message.next;
            message.sender = sender.number;
            message.senderId = sender.id;
            sender.messages++;
            left--;
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
        left++;
    }
}
