package cortado.kernel;

import cortado.abi.HandleType;

/** A set of watched handles of one process, with those that may have something to report queued. */
final class Poll extends KernelObject {
    /** All watches. */
    Watch first;
    /** Those that may have an event, the one that has waited longest first. */
    Watch firstReady;

    private Watch lastReady;
    int readyCount;
    /** The context that waits here; a poll never leaves its process, which has only one. */
    Context waiter;
    /** Next in the pool's free list. */
    Poll nextFree;

    Poll(int number) {
        super(HandleType.POLL, number);
    }

    void add(Watch watch) {
        watch.poll = this;
        watch.previousOfPoll = null;
        watch.nextOfPoll = first;
        if (first != null) {
            first.previousOfPoll = watch;
        }
        first = watch;
    }

    void remove(Watch watch) {
        if (watch.ready) {
            dequeue(watch);
        }
        if (watch.previousOfPoll == null) {
            first = watch.nextOfPoll;
        } else {
            watch.previousOfPoll.nextOfPoll = watch.nextOfPoll;
        }
        if (watch.nextOfPoll != null) {
            watch.nextOfPoll.previousOfPoll = watch.previousOfPoll;
        }
        watch.poll = null;
    }

    /** Puts a watch that is not there behind the ready ones. */
    void enqueue(Watch watch) {
        watch.ready = true;
        watch.nextReady = null;
        watch.previousReady = lastReady;
        if (lastReady == null) {
            firstReady = watch;
        } else {
            lastReady.nextReady = watch;
        }
        lastReady = watch;
        readyCount++;
    }

    /** Takes a watch out of the ready ones. */
    void dequeue(Watch watch) {
        watch.ready = false;
        if (watch.previousReady == null) {
            firstReady = watch.nextReady;
        } else {
            watch.previousReady.nextReady = watch.nextReady;
        }
        if (watch.nextReady == null) {
            lastReady = watch.previousReady;
        } else {
            watch.nextReady.previousReady = watch.previousReady;
        }
        watch.nextReady = null;
        watch.previousReady = null;
        readyCount--;
    }
}
