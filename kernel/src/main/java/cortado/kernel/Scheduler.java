package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.ProcessState;
import cortado.metal.Apart;

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

    private final Processor[] processors = new Processor[KernelLimits.CPUS];
    /** That of the CPU that holds the lock, and so runs this code. */
    private Processor here;

    /** Called by the context that has just parked, or alone on an idle CPU: goes first, past the queues; or null. */
    private Context next;

    private long switches;
    private final HeldContexts held = new HeldContexts();

    Scheduler(Machine machine) {
        this.machine = machine;
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            processors[cpu] = new Processor();
        }
        here = processors[machine.cpu()];
    }

    /** The calling CPU has taken the lock. */
    void enter() {
        here = processors[machine.cpu()];
    }

    /** What this CPU runs, or null. It may have been parked since it last chose. */
    Context running() {
        return here.running;
    }

    boolean mustPass() {
        return here.attention || here.running == null;
    }

    /** Makes this CPU choose again before it leaves the kernel. */
    void demandPass() {
        here.attention = true;
    }

    /** Context switches so far. */
    long switches() {
        return switches;
    }

    /** Nanoseconds that a context has run. */
    long cpuTime(Context context, long now) {
        Processor processor = processors[context.cpu];
        return context.cpuTime + (processor.running == context ? now - processor.since : 0);
    }

    /** Whether no ready context is of a higher priority. */
    boolean isFirst(Context context) {
        return readyMask >>> context.priority >>> 1 == 0;
    }

    /** Whether a ready context is of this one's priority or a higher one. */
    boolean hasRivals(Context context) {
        return readyMask >>> context.priority != 0;
    }

    /** The highest priority with a ready context, or -1. */
    private int highestReady() {
        return 31 - Integer.numberOfLeadingZeros(readyMask);
    }

    /** Lets a context run in its turn; on an idle CPU, which will choose at once, that is now. */
    void ready(Context context) {
        context.state = ProcessState.READY;
        Processor processor = here;
        if (processor.running == null && readyMask == 0 && next == null) {
            next = context;
        } else {
            enqueueLast(context);
        }
        processor.attention = true;
    }

    /** Lets a context run before its equals: it goes on with the turn of the one that has just called it. */
    void readyNext(Context context) {
        context.state = ProcessState.READY;
        if (next != null) {
            enqueueFirst(next);
        }
        next = context;
        here.attention = true;
    }

    /** Whether a context that waits comes before every ready one, and so may go on in the place of one that parks. */
    boolean mayTakeOver(Context context) {
        return next == null && readyMask >>> context.priority == 0 && context.share == null;
    }

    /**
     * The context that runs here waits from now on, for as long as its deadline says, and one that waited, and
     * {@link #mayTakeOver}, goes on with its turn: no queue changes, and so no other CPU need know.
     */
    void handOver(Context from, Context to, long now) {
        Processor processor = here;
        from.state = ProcessState.WAITING;
        from.cpuTime += now - processor.since;
        if (from.share != null) {
            from.share.charge(now - processor.since);
        }
        long turn = processor.turn;
        put(processor, from.cpu, to, now);
        processor.turn = turn;
        if (from.deadline < processor.alarm) {
            processor.alarm = from.deadline;
            machine.setTimer(from.deadline);
        }
    }

    /** A context of this CPU waits from now on. */
    void park(Context context) {
        context.state = ProcessState.WAITING;
        here.attention = true;
    }

    /** Removes a context for good, wherever it is; no other CPU may be running it. */
    void end(Context context) {
        if (context.state == ProcessState.READY) {
            if (next == context) {
                next = null;
            } else if (context.held) {
                held.remove(context);
            } else {
                dequeue(context);
            }
        }
        context.state = ProcessState.ENDED;
        Processor processor = here;
        if (processor.running == context) {
            charge(processor, machine.now());
        }
        if (processor.active == context) {
            processor.active = null;
            machine.activate(-1, 0);
        }
        processor.attention = true;
    }

    /** The CPU, other than this one, that runs the context at the moment, or -1. */
    int elsewhere(Context context) {
        int cpu = context.cpu;
        return cpu != machine.cpu() && processors[cpu].running == context ? cpu : -1;
    }

    /** Sends for another CPU. */
    void send(int cpu) {
        processors[cpu].attention = true;
        machine.wake(cpu);
    }

    /** The timer of this CPU has fired. */
    void alarmFired() {
        here.alarm = Long.MAX_VALUE;
        here.attention = true;
    }

    /** Puts the best ready context on the CPU, unless what runs there may go on; null for none. */
    Context choose(int cpu, long now) {
        Processor processor = processors[cpu];
        processor.started = true;
        if (held.release() <= now) {
            release(now);
        }
        Context current = processor.running;
        Context called = next;
        if (called != null) {
            next = null;
            boolean isFree = current == null || current.state != ProcessState.RUNNING;
            long turn = current == null ? now : processor.turn;
            boolean over = now - turn >= KernelLimits.TIME_SLICE;
            int rivals = readyMask >>> called.priority; // bit 0: its equals
            if (isFree && called.share == null && (rivals == 0 || (rivals == 1 && !over))) {
                if (current != null) {
                    charge(processor, now);
                }
                put(processor, cpu, called, now);
                processor.turn = over ? now : turn;
                return called;
            }
            if (over) {
                enqueueLast(called);
            } else {
                enqueueFirst(called);
            }
        }
        if (current != null && mayGoOn(processor, current, now)) {
            return current;
        }
        while (readyMask != 0) {
            Context best = firsts[highestReady()];
            dequeue(best);
            if (best.share == null || !isHeldBack(best, now)) {
                put(processor, cpu, best, now);
                return best;
            }
        }
        if (processor.active != null) {
            processor.active = null;
            machine.activate(-1, 0);
        }
        return null;
    }

    /** Whether a context that would run may not: then it is held until its next period. */
    @Apart
    private boolean isHeldBack(Context context, long now) {
        boolean usedUp = context.share.isUsedUp(now);
        if (usedUp) {
            context.state = ProcessState.READY;
            held.add(context);
        }
        return usedUp;
    }

    /** Lets those go on whose next period has come. */
    @Apart
    private void release(long now) {
        Context context = held.take(now);
        while (context != null) {
            enqueueLast(context);
            context = held.take(now);
        }
    }

    /** Whether the running context keeps its CPU; otherwise it has left it. */
    private boolean mayGoOn(Processor processor, Context current, long now) {
        boolean yielded = current.yielded;
        current.yielded = false;
        if (current.state != ProcessState.RUNNING) {
            charge(processor, now);
            return false;
        }
        if (current.share != null) {
            charge(processor, now);
            if (isHeldBack(current, now)) {
                return false;
            }
            processor.running = current;
            processor.since = now;
        }
        int rivals = readyMask >>> current.priority; // bit 0: its equals
        boolean done = yielded || now - processor.turn >= KernelLimits.TIME_SLICE;
        if (rivals == 0 || (rivals == 1 && !done)) {
            return true;
        }
        charge(processor, now);
        current.state = ProcessState.READY;
        if (done) {
            enqueueLast(current);
        } else {
            enqueueFirst(current);
        }
        return false;
    }

    private void put(Processor processor, int cpu, Context context, long now) {
        context.state = ProcessState.RUNNING;
        context.cpu = cpu;
        processor.running = context;
        processor.since = now;
        processor.turn = now;
        if (processor.active != context) {
            processor.active = context;
            switches++;
            machine.activate(context.slot, context.slot);
        }
    }

    private static void charge(Processor processor, long now) {
        Context context = processor.running;
        context.cpuTime += now - processor.since;
        if (context.share != null) {
            context.share.charge(now - processor.since);
        }
        processor.running = null;
    }

    /**
     * The CPU has chosen: sets its timer for the end of the turn, if someone waits for it, and for the earliest
     * deadline, and sends for another CPU if that has better to do.
     */
    void settle(int cpu, long now, long earliestDeadline) {
        Processor processor = processors[cpu];
        processor.attention = false;
        Context current = processor.running;
        long time = Math.min(earliestDeadline, held.release());
        if (current != null && current.share != null) {
            time = Math.min(time, processor.since + current.share.left());
        }
        processor.turnEnds = false;
        if (readyMask != 0) {
            if (current != null && hasRivals(current)) {
                if (now - processor.turn >= KernelLimits.TIME_SLICE) {
                    processor.turn = now;
                }
                processor.turnEnds = true;
                time = Math.min(time, processor.turn + KernelLimits.TIME_SLICE);
            }
            share(cpu);
        }
        if (time < processor.alarm) {
            processor.alarm = time;
            machine.setTimer(time);
        }
    }

    /** Sends for the CPU that idles, runs the least of those below the best ready one, or does not take turns yet. */
    private void share(int cpu) {
        int count = machine.cpus();
        int chosen = -1;
        int lowest = highestReady();
        for (int other = 0; other < count; other++) {
            Processor processor = processors[other];
            if (other != cpu && processor.started && !processor.attention) {
                Context current = processor.running;
                if (current == null) {
                    send(other);
                    return;
                }
                if (current.priority < lowest || (current.priority == lowest && !processor.turnEnds)) {
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
