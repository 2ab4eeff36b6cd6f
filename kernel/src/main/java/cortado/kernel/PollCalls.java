package cortado.kernel;

import cortado.abi.EventLayout;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;

/** Calls on polls. A poll stays in its process: it watches that process's handles. */
final class PollCalls {
    private static final int RIGHTS = Rights.READ | Rights.WRITE | Rights.DUPLICATE;

    private final Machine machine;
    private final UserMemory user;
    private final Objects objects;
    private final Waits waits;
    private final byte[] events = new byte[EventLayout.SIZE * Limits.POLL_EVENTS];

    PollCalls(Machine machine, UserMemory user, Objects objects, Waits waits) {
        this.machine = machine;
        this.user = user;
        this.objects = objects;
        this.waits = waits;
    }

    long create(Process process) {
        if (process.handles.room() < 1) {
            return Status.TABLE_FULL;
        }
        int admitted = objects.admit(process, HandleType.POLL);
        if (admitted != Status.OK) {
            return admitted;
        }
        Poll poll = objects.polls.take(process);
        objects.created(poll, process);
        poll.references = 1;
        return process.handles.insert(poll.word, RIGHTS);
    }

    long add(Process process, long pollHandle, long handle, long signals, long key) {
        int number = process.handles.reach(pollHandle, HandleType.POLL, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        int entry = process.handles.find(handle);
        if (entry < 0) {
            return Status.BAD_HANDLE;
        }
        int word = process.handles.object(entry);
        int possible = Objects.watchable(KernelObject.type(word));
        if (possible == 0) {
            return Status.WRONG_TYPE;
        }
        if ((process.handles.rights(entry) & Rights.POLL) == 0) {
            return Status.ACCESS_DENIED;
        }
        if ((signals & ~(long) (possible | Signals.CLOSED)) != 0) {
            return Status.INVALID_ARGUMENT;
        }
        Poll poll = objects.polls.get(number);
        KernelObject object = objects.get(word);
        Watch watch = objects.polls.find(poll, object, (int) handle);
        if (watch == null) {
            if (process.watchCount >= process.handles.quota()) {
                return Status.QUOTA_EXCEEDED;
            }
            if (!objects.polls.hasWatch()) {
                return Status.NO_MEMORY;
            }
            watch = objects.polls.watch(poll, object, (int) handle);
        }
        watch.signals = (int) signals | (possible & Signals.CLOSED);
        watch.key = key;
        if ((objects.signals(object) & watch.signals) != 0) {
            objects.polls.report(watch, false);
        }
        return Status.OK;
    }

    long remove(Process process, long pollHandle, long handle) {
        int number = process.handles.reach(pollHandle, HandleType.POLL, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        int entry = process.handles.find(handle);
        if (entry < 0) {
            return Status.BAD_HANDLE;
        }
        int word = process.handles.object(entry);
        if (Objects.watchable(KernelObject.type(word)) == 0) {
            return Status.WRONG_TYPE;
        }
        Watch watch = objects.polls.find(objects.polls.get(number), objects.get(word), (int) handle);
        if (watch == null) {
            return Status.NOT_FOUND;
        }
        objects.polls.remove(watch);
        return Status.OK;
    }

    /** The number of a poll that can be waited for so, or a status. */
    int check(Process process, long pollHandle, long buffer, long count) {
        int number = process.handles.reach(pollHandle, HandleType.POLL, Rights.READ);
        if (number < 0) {
            return number;
        }
        if (count <= 0) {
            return Status.INVALID_ARGUMENT;
        }
        long length = Math.min(count, Limits.POLL_EVENTS) * EventLayout.SIZE;
        return process.space.covers(buffer, length, Machine.READ | Machine.WRITE) ? number : Status.BAD_ADDRESS;
    }

    long waitFor(Process process, long pollHandle, long buffer, long count, long deadline) {
        int number = check(process, pollHandle, buffer, count);
        if (number < 0) {
            return number;
        }
        if (deadline < 0) {
            return Status.INVALID_ARGUMENT;
        }
        prepare(process.context, objects.polls.get(number), buffer, count, deadline);
        return resume(process);
    }

    /** A context is about to wait in a poll; what is given has been checked. */
    static void prepare(Context context, Poll poll, long buffer, long count, long deadline) {
        context.polls++;
        context.operation = Context.POLL;
        context.poll = poll;
        context.buffer = buffer;
        context.capacity = (int) Math.min(count, Limits.POLL_EVENTS);
        context.deadline = deadline;
        context.expired = false;
    }

    /** Delivers events if there are any, or lets the process wait: the result or {@link Kernel#PENDING}. */
    long resume(Process process) {
        Context context = process.context;
        int found = collect(context.poll, context.capacity);
        long result;
        if (found > 0) {
            boolean written = user.write(events, 0, context.buffer, found * EventLayout.SIZE);
            result = written ? found : Status.BAD_ADDRESS;
        } else if (context.deadline == 0
                || context.expired
                || (context.deadline != Long.MAX_VALUE && context.deadline <= machine.now())) {
            result = Status.TIMED_OUT;
        } else {
            waits.park(context);
            return Kernel.PENDING;
        }
        context.operation = Context.NONE;
        return result;
    }

    /**
     * Looks at each ready watch once. What still holds is reported and goes behind the others, so that every one has
     * its turn; what does not is ready no more.
     */
    private int collect(Poll poll, int capacity) {
        int found = 0;
        for (int left = poll.readyCount; left > 0 && found < capacity; left--) {
            Watch watch = poll.firstReady;
            poll.dequeue(watch);
            int signals = objects.signals(watch.object) & watch.signals;
            if (signals != 0) {
                int at = EventLayout.SIZE * found++;
                LittleEndian.put64(events, at + EventLayout.KEY, watch.key);
                LittleEndian.put32(events, at + EventLayout.SIGNALS, signals);
                LittleEndian.put32(events, at + EventLayout.HANDLE, watch.handle);
                poll.enqueue(watch);
            }
        }
        return found;
    }
}
