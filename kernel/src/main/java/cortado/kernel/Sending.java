package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;

/** The way of a message from its sender's memory into the peer's queue. */
final class Sending {
    private final UserMemory user;
    private final Objects objects;
    private final Waits waits;
    /** The table entries of the handles in the message that is being sent. */
    private final int[] entries = new int[Limits.MESSAGE_HANDLES];
    /** Their numbers, as the sender wrote them. */
    private final byte[] numbers = new byte[4 * Limits.MESSAGE_HANDLES];

    Sending(UserMemory user, Objects objects, Waits waits) {
        this.user = user;
        this.objects = objects;
        this.waits = waits;
    }

    /**
     * Queues the message in a buffer at the peer of an end: OK, or a status and nothing has changed.
     *
     * @param thenWaits the sender will wait at this end: its id is left in the second result, and whoever waits for the
     *     message goes on in the sender's place
     */
    long send(Process process, Channel end, long buffer, boolean thenWaits) {
        Channel peer = end.peer;
        if (peer.closed) {
            return Status.PEER_CLOSED;
        }
        // The answer that a caller waits for finds room in any queue, or two busy ends could wait for each other.
        if (peer.isFull() && peer.waiters == null) {
            return Status.WOULD_BLOCK;
        }
        if (!objects.messages.admits(process)) {
            return Status.QUOTA_EXCEEDED;
        }
        Message message = objects.messages.take(process);
        if (message == null) {
            return Status.NO_MEMORY;
        }
        int status = fill(process, end, message, buffer, thenWaits);
        if (status == Status.OK && peer.isFull() && !peer.isAwaited(message.id)) {
            status = Status.WOULD_BLOCK;
        }
        if (status != Status.OK) {
            objects.messages.give(message);
            return status;
        }
        moveHandles(process, message);
        process.context.second = thenWaits ? message.id : 0;
        peer.append(message);
        if (peer.watches != null) {
            objects.polls.raise(peer, Signals.READABLE, thenWaits && peer.waiters == null);
        }
        if (peer.waiters != null) {
            wakeFor(peer, message.id, thenWaits);
        }
        return Status.OK;
    }

    /** Wakes the one that a message with this id, queued at an end, is for; {@code next} before its equals. */
    void wakeFor(Channel end, int id, boolean next) {
        Context waiter = end.waiterFor(id);
        if (waiter != null) {
            waits.wake(waiter, next);
        }
    }

    /** Copies a message in and looks up its handles; changes nothing but the message. */
    private int fill(Process process, Channel end, Message message, long buffer, boolean thenWaits) {
        byte[] bytes = message.bytes;
        if (!user.read(buffer, bytes, 0, MessageLayout.HANDLES)) {
            return Status.BAD_ADDRESS;
        }
        int length = LittleEndian.i32(bytes, MessageLayout.LENGTH);
        int handleCount = LittleEndian.i32(bytes, MessageLayout.HANDLE_COUNT);
        if (length < 0 || length > Limits.MESSAGE_PAYLOAD || handleCount < 0 || handleCount > Limits.MESSAGE_HANDLES) {
            return Status.INVALID_ARGUMENT;
        }
        if (length > 0 && !user.read(buffer + MessageLayout.PAYLOAD, bytes, MessageLayout.PAYLOAD, length)) {
            return Status.BAD_ADDRESS;
        }
        message.length = length;
        message.id = LittleEndian.i32(bytes, MessageLayout.ID);
        message.handleCount = handleCount;
        return handleCount == 0 ? Status.OK : findHandles(process, end, message, buffer, thenWaits);
    }

    private int findHandles(Process process, Channel end, Message message, long buffer, boolean thenWaits) {
        HandleTable handles = process.handles;
        if (!user.read(buffer + MessageLayout.HANDLES, numbers, 0, numbers.length)) {
            return Status.BAD_ADDRESS;
        }
        for (int i = 0; i < message.handleCount; i++) {
            int entry = handles.find(LittleEndian.i32(numbers, 4 * i));
            if (entry < 0) {
                return Status.BAD_HANDLE;
            }
            if ((handles.rights(entry) & Rights.TRANSFER) == 0) {
                return Status.ACCESS_DENIED;
            }
            int word = handles.object(entry);
            // The peer, queued at itself, could never be received; this end cannot go while its sender waits at it.
            if (word == end.peer.word || (thenWaits && word == end.word)) {
                return Status.INVALID_ARGUMENT;
            }
            for (int j = 0; j < i; j++) {
                if (entries[j] == entry) {
                    return Status.INVALID_ARGUMENT;
                }
            }
            entries[i] = entry;
            message.objects[i] = word;
            message.rights[i] = handles.rights(entry);
        }
        return Status.OK;
    }

    private void moveHandles(Process process, Message message) {
        for (int i = 0; i < message.handleCount; i++) {
            objects.detach(process, entries[i]);
            objects.inFlight(message.objects[i], 1);
        }
    }
}
