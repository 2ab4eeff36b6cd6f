package cortado.kernel;

import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.metal.Apart;

/**
 * The short way of a message: from one who will wait for the answer straight to one who waits for it already. The
 * message enters no queue, and the receiver goes on with the sender's turn on the same CPU without becoming ready
 * first. Whatever is out of the ordinary, from a handle in the message to a third process that is ready, takes the long
 * way through {@link Sending} instead, so that nothing here fails but the last copy.
 */
final class HandOver {
    private final Machine machine;
    private final UserMemory user;
    private final Objects objects;
    private final MessagePool messages;
    private final Waits waits;
    private final Scheduler scheduler;
    private final Sending sending;

    HandOver(Machine machine, UserMemory user, Objects objects, Waits waits, Scheduler scheduler, Sending sending) {
        this.machine = machine;
        this.user = user;
        this.objects = objects;
        messages = objects.messages;
        this.waits = waits;
        this.scheduler = scheduler;
        this.sending = sending;
    }

    /**
     * Hands a message to who waits for it at the peer of an end; the sender waits at the end from now on, and the
     * receiver runs. False if that is not to be: then nothing has changed.
     *
     * @param operation what the sender waits for: {@link Context#CALL} or {@link Context#RECEIVE}
     * @param buffer the message, and where the answer goes; the sender may read and write there
     * @param capacity bytes of it
     */
    boolean pass(Process process, Channel end, int operation, long buffer, int capacity, long deadline) {
        Channel peer = end.peer;
        Context to = peer.waiters;
        Message message = messages.first();
        if (to == null
                || !scheduler.mayTakeOver(to)
                || message == null
                || process.messages >= KernelLimits.MESSAGES_IN_FLIGHT
                || !machine.copyIn(buffer, message.bytes, 0, MessageLayout.HANDLES)) {
            return false;
        }
        int id = LittleEndian.i32(message.bytes, MessageLayout.ID);
        int length = LittleEndian.i32(message.bytes, MessageLayout.LENGTH);
        if (LittleEndian.i32(message.bytes, MessageLayout.HANDLE_COUNT) != 0
                || length < 0
                || length > to.capacity - MessageLayout.PAYLOAD
                || !isFor(id, to, peer)
                || isAnswered(end, operation, id)) {
            return false;
        }
        long now = machine.now();
        if (deadline <= now
                || (length > 0
                        && !user.read(buffer + MessageLayout.PAYLOAD, message.bytes, MessageLayout.PAYLOAD, length))) {
            return false;
        }
        waits.unlink(to);
        Context from = process.context;
        from.operation = operation;
        from.channel = end;
        from.buffer = buffer;
        from.capacity = capacity;
        from.deadline = deadline;
        from.expired = false;
        from.callId = id;
        waits.link(from);
        scheduler.handOver(from, to, now);
        message.length = length;
        message.id = id;
        message.handleCount = 0;
        arrive(process, message, to, peer);
        return true;
    }

    /** Whether the first that waits at an end is the one that a message with this id is for, before all queued ones. */
    private static boolean isFor(int id, Context first, Channel end) {
        return first.operation == Context.CALL ? first.callId == id : end.first == null && first.nextWaiter == null;
    }

    /** Whether what the sender will wait for is queued at its end already. */
    private static boolean isAnswered(Channel end, int operation, int id) {
        return end.first != null && (operation == Context.RECEIVE || end.find(id) != null);
    }

    /** The receiver's address space is active: its call ends here. */
    private void arrive(Process sender, Message message, Context to, Channel end) {
        to.operation = Context.NONE;
        // The range was looked at when the receiver began to wait, and what is mapped there it has not changed since.
        if (machine.copyOut(message.bytes, 0, to.buffer, MessageLayout.PAYLOAD + message.length)) {
            machine.setResult(to.slot, message.length, to.second);
        } else {
            arriveLate(sender, message, to, end);
        }
    }

    /** The pages may be yet to come; where they do not, or are a device's, the message stays, as for any receiver. */
    @Apart
    private void arriveLate(Process sender, Message message, Context to, Channel end) {
        if (user.write(message.bytes, 0, to.buffer, MessageLayout.PAYLOAD + message.length)) {
            machine.setResult(to.slot, message.length, to.second);
            return;
        }
        messages.take(sender);
        end.append(message);
        objects.polls.raise(end, Signals.READABLE);
        if (end.waiters != null) {
            sending.wakeFor(end, message.id, false);
        }
        machine.setResult(to.slot, Status.BAD_ADDRESS, to.second);
    }
}
