package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.ProcessState;

/**
 * Which context runs where. Ready contexts wait in one first-in, first-out queue a priority, shared by all CPUs. A CPU
 * always runs one of the highest priority that is ready, and takes turns among equals.
 *
 * <p>A CPU looks again only when {@link #mustPass} says so: whoever makes a context ready, parks one or ends a turn
 * sets that CPU's attention, and a CPU that finds more ready contexts than it can run sends for another.
 */
final class Scheduler {
    private final Machine machine;
    private final Context[] firsts = new Context[Limits.PRIORITIES];
    private final Context[] lasts = new Context[Limits.PRIORITIES];
    /** Bit n: the queue of priority n is not empty. */
    private int readyMask;

    /** What each CPU runs; null while it idles. */
    private final Context[] running = new Context[KernelLimits.CPUS];
    /** Whose address space is active, to spare switching to it again; null for none. */
    private final Context[] active = new Context[KernelLimits.CPUS];

    private final boolean[] attention = new boolean[KernelLimits.CPUS];
    /** It has been here: before that it cannot be sent for. */
    private final boolean[] started = new boolean[KernelLimits.CPUS];
    /** When what it runs was put on it. */
    private final long[] since = new long[KernelLimits.CPUS];
    /** When its turn began. */
    private final long[] turn = new long[KernelLimits.CPUS];
    /** Its timer will end the turn. */
    private final boolean[] turnEnds = new boolean[KernelLimits.CPUS];
    /** What its timer is set to; {@link Long#MAX_VALUE} if nothing. Never later than needed. */
    private final long[] alarm = new long[KernelLimits.CPUS];

    private long switches;

    Scheduler(Machine machine) {
        this.machine = machine;
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            alarm[cpu] = Long.MAX_VALUE;
            attention[cpu] = true;
        }
    }

    /** What the CPU runs, or null. It may have been parked since it last chose. */
    Context running(int cpu) {
        return running[cpu];
    }

    boolean mustPass(int cpu) {
        return attention[cpu] || running[cpu] == null;
    }

    /** Makes a CPU choose again before it leaves the kernel. */
    void demandPass(int cpu) {
        attention[cpu] = true;
    }

    /** Context switches so far. */
    long switches() {
        return switches;
    }

    /** Nanoseconds that a context has run. */
    long cpuTime(Context context, long now) {
        return context.cpuTime + (running[context.cpu] == context ? now - since[context.cpu] : 0);
    }

    /** The highest priority with a ready context, or -1. */
    int highestReady() {
        return 31 - Integer.numberOfLeadingZeros(readyMask);
    }

    /** Lets a context run in its turn. */
    void ready(Context context) {
        context.state = ProcessState.READY;
        enqueueLast(context);
        attention[machine.cpu()] = true;
    }

    /** Lets a context run before its equals: it goes on with the turn of the one that has just called it. */
    void readyNext(Context context) {
        context.state = ProcessState.READY;
        enqueueFirst(context);
        attention[machine.cpu()] = true;
    }

    /** A context of this CPU waits from now on. */
    void park(Context context) {
        context.state = ProcessState.WAITING;
        attention[machine.cpu()] = true;
    }

    /** Removes a context for good, wherever it is; no other CPU may be running it. */
    void end(Context context) {
        if (context.state == ProcessState.READY) {
            dequeue(context);
        }
        context.state = ProcessState.ENDED;
        int cpu = machine.cpu();
        if (running[cpu] == context) {
            charge(cpu, machine.now());
        }
        if (active[cpu] == context) {
            active[cpu] = null;
            machine.activate(-1, 0);
        }
        attention[cpu] = true;
    }

    /** The CPU, other than this one, that runs the context at the moment, or -1. */
    int elsewhere(Context context) {
        int cpu = context.cpu;
        return cpu != machine.cpu() && running[cpu] == context ? cpu : -1;
    }

    /** Sends for another CPU. */
    void send(int cpu) {
        attention[cpu] = true;
        machine.wake(cpu);
    }

    /** The timer of this CPU has fired. */
    void alarmFired(int cpu) {
        alarm[cpu] = Long.MAX_VALUE;
        attention[cpu] = true;
    }

    /** Puts the best ready context on the CPU, unless what runs there may go on; null for none. */
    Context choose(int cpu, long now) {
        started[cpu] = true;
        Context current = running[cpu];
        if (current != null) {
            int top = highestReady();
            if (current.state != ProcessState.RUNNING) {
                charge(cpu, now);
            } else {
                boolean done = current.yielded || now - turn[cpu] >= KernelLimits.TIME_SLICE;
                if (top < current.priority || (top == current.priority && !done)) {
                    return current;
                }
                charge(cpu, now);
                current.state = ProcessState.READY;
                if (done) {
                    enqueueLast(current);
                } else {
                    enqueueFirst(current);
                }
            }
            current.yielded = false;
        }
        if (readyMask == 0) {
            if (active[cpu] != null) {
                active[cpu] = null;
                machine.activate(-1, 0);
            }
            return null;
        }
        Context next = firsts[highestReady()];
        dequeue(next);
        put(cpu, next, now);
        return next;
    }

    private void put(int cpu, Context context, long now) {
        context.state = ProcessState.RUNNING;
        context.cpu = cpu;
        running[cpu] = context;
        since[cpu] = now;
        turn[cpu] = now;
        if (active[cpu] != context) {
            active[cpu] = context;
            switches++;
            machine.activate(context.slot, context.slot);
        }
    }

    private void charge(int cpu, long now) {
        running[cpu].cpuTime += now - since[cpu];
        running[cpu] = null;
    }

    /**
     * The CPU has chosen: sets its timer for the end of the turn, if someone waits for it, and for the earliest
     * deadline, and sends for another CPU if that has better to do.
     */
    void settle(int cpu, long now, long earliestDeadline) {
        attention[cpu] = false;
        Context current = running[cpu];
        long time = earliestDeadline;
        turnEnds[cpu] = false;
        if (current != null && highestReady() >= current.priority) {
            if (now - turn[cpu] >= KernelLimits.TIME_SLICE) {
                turn[cpu] = now;
            }
            turnEnds[cpu] = true;
            time = Math.min(time, turn[cpu] + KernelLimits.TIME_SLICE);
        }
        if (time < alarm[cpu]) {
            alarm[cpu] = time;
            machine.setTimer(time);
        }
        if (readyMask != 0) {
            share(cpu);
        }
    }

    /** Sends for the CPU that idles, runs the least of those below the best ready one, or does not take turns yet. */
    private void share(int cpu) {
        int top = highestReady();
        int chosen = -1;
        int lowest = top;
        for (int other = 0; other < machine.cpus(); other++) {
            if (other != cpu && started[other] && !attention[other]) {
                Context current = running[other];
                if (current == null) {
                    send(other);
                    return;
                }
                if (current.priority < lowest || (current.priority == lowest && !turnEnds[other])) {
                    lowest = current.priority;
                    chosen = other;
                }
            }
        }
        if (chosen >= 0) {
            send(chosen);
        }
    }

    private void enqueueLast(Context context) {
        int priority = context.priority;
        Context last = lasts[priority];
        context.next = null;
        context.previous = last;
        if (last == null) {
            firsts[priority] = context;
            readyMask |= 1 << priority;
        } else {
            last.next = context;
        }
        lasts[priority] = context;
    }

    private void enqueueFirst(Context context) {
        int priority = context.priority;
        Context first = firsts[priority];
        context.previous = null;
        context.next = first;
        if (first == null) {
            lasts[priority] = context;
            readyMask |= 1 << priority;
        } else {
            first.previous = context;
        }
        firsts[priority] = context;
    }

    private void dequeue(Context context) {
        int priority = context.priority;
        Context before = context.previous;
        Context after = context.next;
        if (before == null) {
            firsts[priority] = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            lasts[priority] = before;
        } else {
            after.previous = before;
        }
        if (firsts[priority] == null) {
            readyMask &= ~(1 << priority);
        }
        context.next = null;
        context.previous = null;
    }
}
