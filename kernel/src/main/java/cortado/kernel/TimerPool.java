package cortado.kernel;

/** All timers. */
final class TimerPool {
    private final Deadlines deadlines;
    private final Timer[] all = new Timer[KernelLimits.TIMERS];
    private Timer free;

    TimerPool(Deadlines deadlines) {
        this.deadlines = deadlines;
        for (int i = KernelLimits.TIMERS - 1; i >= 0; i--) {
            all[i] = new Timer(i);
            all[i].nextFree = free;
            free = all[i];
        }
    }

    Timer get(int number) {
        return all[number];
    }

    boolean isEmpty() {
        return free == null;
    }

    /** A timer that is not set; the pool is not empty. */
    Timer take(Process owner) {
        Timer timer = free;
        free = timer.nextFree;
        timer.signalled = false;
        timer.owner = owner.number;
        timer.ownerId = owner.id;
        return timer;
    }

    /** Clears the signal and arms; {@link Long#MAX_VALUE} for never. */
    void set(Timer timer, long deadline) {
        timer.signalled = false;
        deadlines.set(Deadlines.TIMERS + KernelObject.number(timer.word), deadline);
    }

    /** No one refers to it any more. */
    void give(Timer timer) {
        set(timer, Long.MAX_VALUE);
        timer.nextFree = free;
        free = timer;
    }
}
