package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;

/** Calls on channels. */
final class ChannelCalls {
    /** The second result of a call that waits, once its message was sent: what fails later has moved its handles. */
    private static final long QUEUED = 1;

    private static final int RIGHTS = Rights.READ | Rights.WRITE | Rights.POLL | Rights.DUPLICATE | Rights.TRANSFER;

    private final Machine machine;
    private final UserMemory user;
    private final Objects objects;
    private final Waits waits;
    private final LostChannels lost;
    /** The table entries of the handles in the message that is being sent. */
    private final int[] entries = new int[Limits.MESSAGE_HANDLES];
    /** Their numbers, as the sender wrote them. */
    private final byte[] numbers = new byte[4 * Limits.MESSAGE_HANDLES];

    ChannelCalls(Machine machine, UserMemory user, Objects objects, Waits waits, LostChannels lost) {
        this.machine = machine;
        this.user = user;
        this.objects = objects;
        this.waits = waits;
        this.lost = lost;
    }

    long create(Process process) {
        if (process.handles.room() < 2) {
            return Status.TABLE_FULL;
        }
        if (process.objects >= process.objectQuota || objects.channels.isEmpty()) {
            lost.collect();
        }
        if (process.objects >= process.objectQuota) {
            return Status.QUOTA_EXCEEDED;
        }
        if (objects.channels.isEmpty()) {
            return Status.NO_MEMORY;
        }
        Channel end = objects.channels.take(process);
        objects.created(end, process);
        end.references = 1;
        end.peer.references = 1;
        process.context.second = process.handles.insert(end.peer.word, RIGHTS);
        return process.handles.insert(end.word, RIGHTS);
    }

    long send(Process process, long handle, long message) {
        int end = process.handles.reach(handle, HandleType.CHANNEL, Rights.WRITE);
        return end < 0 ? end : send(process, objects.channels.get(end), message, false);
    }

    long receive(Process process, long handle, long buffer, long capacity, long deadline) {
        int end = process.handles.reach(handle, HandleType.CHANNEL, Rights.READ);
        if (end < 0) {
            return end;
        }
        long status = checkBuffer(process, buffer, capacity, deadline);
        return status < 0
                ? status
                : begin(process, objects.channels.get(end), Context.RECEIVE, buffer, capacity, deadline);
    }

    long call(Process process, long handle, long buffer, long capacity, long deadline) {
        if (deadline == 0) {
            return Status.WOULD_BLOCK;
        }
        long status = exchange(process, handle, buffer, capacity, deadline);
        if (status < 0) {
            return status;
        }
        Context context = process.context;
        context.callId = (int) context.second;
        context.second = QUEUED;
        return begin(process, objects.channels.get((int) status), Context.CALL, buffer, capacity, deadline);
    }

    long replyReceive(Process process, long handle, long buffer, long capacity, long deadline) {
        long status = exchange(process, handle, buffer, capacity, deadline);
        if (status < 0) {
            return status;
        }
        process.context.second = QUEUED;
        return begin(process, objects.channels.get((int) status), Context.RECEIVE, buffer, capacity, deadline);
    }

    /** Sends, for a call that goes on to wait: the end's number, and the message's id as the second result. */
    private long exchange(Process process, long handle, long buffer, long capacity, long deadline) {
        int end = process.handles.reach(handle, HandleType.CHANNEL, Rights.READ | Rights.WRITE);
        if (end < 0) {
            return end;
        }
        long status = checkBuffer(process, buffer, capacity, deadline);
        if (status < 0) {
            return status;
        }
        status = send(process, objects.channels.get(end), buffer, true);
        return status < 0 ? status : end;
    }

    /** A buffer that could not take the result is refused before anything happens. */
    private static long checkBuffer(Process process, long buffer, long capacity, long deadline) {
        if (deadline < 0) {
            return Status.INVALID_ARGUMENT;
        }
        if (capacity < MessageLayout.PAYLOAD) {
            return Status.BUFFER_TOO_SMALL;
        }
        long used = Math.min(capacity, MessageLayout.SIZE);
        return process.space.covers(buffer, used, Machine.READ | Machine.WRITE) ? Status.OK : Status.BAD_ADDRESS;
    }

    private long send(Process process, Channel end, long buffer, boolean thenWaits) {
        Channel peer = end.peer;
        if (peer.closed) {
            return Status.PEER_CLOSED;
        }
        // The answer that a caller waits for finds room in any queue, or two busy ends could wait for each other.
        if (peer.isFull() && peer.waiters == null) {
            return Status.WOULD_BLOCK;
        }
        if (process.messages >= KernelLimits.MESSAGES_IN_FLIGHT) {
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
            objects.polls.raise(peer, Signals.READABLE);
        }
        if (peer.waiters != null) {
            wakeFor(peer, message.id, thenWaits);
        }
        return Status.OK;
    }

    private void wakeFor(Channel end, int id, boolean next) {
        Context waiter = end.waiterFor(id);
        if (waiter == null) {
            return;
        }
        if (next) {
            waits.wakeNext(waiter);
        } else {
            waits.wake(waiter);
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

    /** First try of a call that may wait. */
    private long begin(Process process, Channel end, int operation, long buffer, long capacity, long deadline) {
        Context context = process.context;
        context.operation = operation;
        context.channel = end;
        context.buffer = buffer;
        context.capacity = (int) Math.min(capacity, MessageLayout.SIZE);
        context.deadline = deadline;
        context.expired = false;
        return resume(process);
    }

    /** Delivers what the process waits for if it is there, or lets it wait: the result or {@link Kernel#PENDING}. */
    long resume(Process process) {
        Context context = process.context;
        Channel end = context.channel;
        Message message = context.operation == Context.CALL ? end.find(context.callId) : end.first;
        long result = message != null ? deliver(process, end, message) : nothing(context, end);
        if (result == Kernel.PENDING) {
            waits.park(context);
        } else {
            context.operation = Context.NONE;
            if (message != null && end.waiters != null) {
                wakeOther(end);
            }
        }
        return result;
    }

    private long nothing(Context context, Channel end) {
        if (end.peer.closed) {
            return Status.PEER_CLOSED;
        }
        if (context.deadline == 0) {
            return Status.WOULD_BLOCK;
        }
        boolean late = context.expired || (context.deadline != Long.MAX_VALUE && context.deadline <= machine.now());
        return late ? Status.TIMED_OUT : Kernel.PENDING;
    }

    /** Another process waits at the same end: what is queued now may be for it. */
    private void wakeOther(Channel end) {
        if (end.first != null) {
            wakeFor(end, end.first.id, false);
        }
    }

    private long deliver(Process process, Channel end, Message message) {
        int size = MessageLayout.PAYLOAD + message.length;
        if (size > process.context.capacity) {
            return Status.BUFFER_TOO_SMALL;
        }
        if (message.handleCount > process.handles.room()) {
            return Status.TABLE_FULL;
        }
        if (message.handleCount > 0) {
            insertHandles(process, message);
        }
        boolean written = user.write(message.bytes, 0, process.context.buffer, size);
        if (message.handleCount > 0) {
            settleHandles(process, message, written);
        }
        if (!written) {
            return Status.BAD_ADDRESS;
        }
        boolean wasFull = end.isFull();
        end.remove(message);
        objects.messages.give(message);
        if (wasFull && end.peer.watches != null && !end.isFull()) {
            objects.polls.raise(end.peer, Signals.WRITABLE);
        }
        return message.length;
    }

    /** Gives the receiver the handles, and the message their numbers. */
    private static void insertHandles(Process process, Message message) {
        for (int i = 0; i < message.handleCount; i++) {
            int handle = process.handles.insert(message.objects[i], message.rights[i]);
            LittleEndian.put32(message.bytes, MessageLayout.HANDLES + 4 * i, handle);
        }
    }

    /** They have arrived, or go back into the message. Its places for numbers are zero again either way. */
    private void settleHandles(Process process, Message message, boolean arrived) {
        for (int i = 0; i < message.handleCount; i++) {
            int at = MessageLayout.HANDLES + 4 * i;
            if (arrived) {
                objects.inFlight(message.objects[i], -1);
            } else {
                process.handles.remove(process.handles.find(LittleEndian.i32(message.bytes, at)));
            }
            LittleEndian.put32(message.bytes, at, 0);
        }
    }
}
