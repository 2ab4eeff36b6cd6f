package cortado.kernel;

import cortado.abi.HandleType;
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
    private final Sending sending;
    private final HandOver handOver;

    ChannelCalls(
            Machine machine, UserMemory user, Objects objects, Waits waits, LostChannels lost, Scheduler scheduler) {
        this.machine = machine;
        this.user = user;
        this.objects = objects;
        this.waits = waits;
        this.lost = lost;
        sending = new Sending(user, objects, waits);
        handOver = new HandOver(machine, user, objects, waits, scheduler, sending);
    }

    long create(Process process) {
        if (process.handles.room() < 2) {
            return Status.TABLE_FULL;
        }
        int status = objects.admit(process, HandleType.CHANNEL);
        if (status != Status.OK) {
            lost.collect();
            status = objects.admit(process, HandleType.CHANNEL);
        }
        if (status != Status.OK) {
            return status;
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
        return end < 0 ? end : sending.send(process, objects.channels.get(end), message, false);
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
        return deadline == 0 ? Status.WOULD_BLOCK : exchange(process, Context.CALL, handle, buffer, capacity, deadline);
    }

    long replyReceive(Process process, long handle, long buffer, long capacity, long deadline) {
        return exchange(process, Context.RECEIVE, handle, buffer, capacity, deadline);
    }

    /** Sends, then waits for what the operation says. */
    private long exchange(Process process, int operation, long handle, long buffer, long capacity, long deadline) {
        int number = process.handles.reach(handle, HandleType.CHANNEL, Rights.READ | Rights.WRITE);
        if (number < 0) {
            return number;
        }
        long status = checkBuffer(process, buffer, capacity, deadline);
        if (status < 0) {
            return status;
        }
        Channel end = objects.channels.get(number);
        Context context = process.context;
        context.second = QUEUED;
        if (handOver.pass(process, end, operation, buffer, used(capacity), deadline)) {
            return Kernel.PENDING;
        }
        context.second = 0;
        status = sending.send(process, end, buffer, true);
        if (status < 0) {
            return status;
        }
        context.callId = (int) context.second;
        context.second = QUEUED;
        return begin(process, end, operation, buffer, capacity, deadline);
    }

    /** A buffer that could not take the result is refused before anything happens. */
    private static long checkBuffer(Process process, long buffer, long capacity, long deadline) {
        if (deadline < 0) {
            return Status.INVALID_ARGUMENT;
        }
        if (capacity < MessageLayout.PAYLOAD) {
            return Status.BUFFER_TOO_SMALL;
        }
        return process.space.covers(buffer, used(capacity), Machine.READ | Machine.WRITE)
                ? Status.OK
                : Status.BAD_ADDRESS;
    }

    /** How much of a buffer a message can fill. */
    private static int used(long capacity) {
        return capacity < MessageLayout.SIZE ? (int) capacity : MessageLayout.SIZE;
    }

    /** First try of a call that may wait. */
    private long begin(Process process, Channel end, int operation, long buffer, long capacity, long deadline) {
        Context context = process.context;
        context.operation = operation;
        context.channel = end;
        context.buffer = buffer;
        context.capacity = used(capacity);
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
        if (context.cancelled) {
            context.cancelled = false;
            return Status.CANCELLED;
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
            sending.wakeFor(end, end.first.id, false);
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
