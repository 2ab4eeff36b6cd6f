package cortado.kernel;

/** All polls and their watches; tells polls what happened to the objects they watch. */
final class PollPool {
    private final Waits waits;
    private final ProcessPool processes;
    private final Poll[] all = new Poll[KernelLimits.POLLS];
    private Poll free;
    private Watch freeWatch;

    PollPool(Waits waits, ProcessPool processes) {
        this.waits = waits;
        this.processes = processes;
        for (int i = KernelLimits.POLLS - 1; i >= 0; i--) {
            all[i] = new Poll(i);
            all[i].nextFree = free;
            free = all[i];
        }
        for (int i = 0; i < KernelLimits.WATCHES; i++) {
            Watch watch = new Watch();
            watch.nextOfPoll = freeWatch;
            freeWatch = watch;
        }
    }

    Poll get(int number) {
        return all[number];
    }

    boolean isEmpty() {
        return free == null;
    }

    /** A new poll; the pool is not empty. */
    Poll take(Process owner) {
        Poll poll = free;
        free = poll.nextFree;
        poll.owner = owner.number;
        poll.ownerId = owner.id;
        return poll;
    }

    /** No one refers to it any more. */
    void give(Poll poll) {
        while (poll.first != null) {
            remove(poll.first);
        }
        poll.nextFree = free;
        free = poll;
    }

    boolean hasWatch() {
        return freeWatch != null;
    }

    /** Starts to watch an object; there is a free watch. */
    Watch watch(Poll poll, KernelObject object, int handle) {
        Watch watch = freeWatch;
        freeWatch = watch.nextOfPoll;
        watch.object = object;
        watch.handle = handle;
        watch.previousOfObject = null;
        watch.nextOfObject = object.watches;
        if (object.watches != null) {
            object.watches.previousOfObject = watch;
        }
        object.watches = watch;
        poll.add(watch);
        processes.all[poll.owner].watchCount++;
        return watch;
    }

    /** The watch of a poll on an object through a handle, or null. */
    Watch find(Poll poll, KernelObject object, int handle) {
        Watch watch = object.watches;
        while (watch != null && (watch.poll != poll || watch.handle != handle)) {
            watch = watch.nextOfObject;
        }
        return watch;
    }

    /** Stops to watch. */
    void remove(Watch watch) {
        Process owner = processes.owner(watch.poll);
        if (owner != null) {
            owner.watchCount--;
        }
        watch.poll.remove(watch);
        if (watch.previousOfObject == null) {
            watch.object.watches = watch.nextOfObject;
        } else {
            watch.previousOfObject.nextOfObject = watch.nextOfObject;
        }
        if (watch.nextOfObject != null) {
            watch.nextOfObject.previousOfObject = watch.previousOfObject;
        }
        watch.object = null;
        watch.nextOfPoll = freeWatch;
        freeWatch = watch;
    }

    /** A process gives up a handle: its polls watch the object through it no more. */
    void forget(Process process, KernelObject object, int handle) {
        Watch watch = object.watches;
        while (watch != null) {
            Watch after = watch.nextOfObject;
            if (watch.handle == handle && watch.poll.owner == process.number) {
                remove(watch);
            }
            watch = after;
        }
    }

    /** These signals have begun to hold for the object. */
    void raise(KernelObject object, int signals) {
        raise(object, signals, false);
    }

    /** As {@link #raise(KernelObject, int)}; {@code next} wakes who waits in a poll before its equals. */
    void raise(KernelObject object, int signals, boolean next) {
        Watch watch = object.watches;
        while (watch != null) {
            if ((watch.signals & signals) != 0) {
                report(watch, next);
            }
            watch = watch.nextOfObject;
        }
    }

    /** A watch may have an event. */
    void report(Watch watch, boolean next) {
        Poll poll = watch.poll;
        if (!watch.ready) {
            poll.enqueue(watch);
        }
        if (poll.waiter != null) {
            waits.wake(poll.waiter, next);
        }
    }
}
