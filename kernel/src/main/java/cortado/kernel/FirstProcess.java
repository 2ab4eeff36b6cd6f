package cortado.kernel;

import cortado.abi.Cause;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.ProcessState;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;

/**
 * The first process over all its lives. It cannot be missed for long, and nothing else could start it again: so the
 * kernel does, from the same image. What it held stays in its place, all but what cannot outlive it ({@link #keeps}):
 * processes and channels do not notice, what they send meanwhile is queued, and the next life finds the same handles
 * under the same numbers. Its environ says which life it is and how the last one ended.
 *
 * <p>It starts again after a pause that doubles with each end, up to {@link #LONGEST}; each {@link #FORGIVEN} of life
 * make up for one. There is no limit after which it would be given up: what runs runs on without it, and nothing but a
 * reset could help then.
 *
 * <p>It is watched, too: one that uses a CPU, or waits for anything but its poll, and does not come back to its poll
 * for {@link #MISSED} looks in a row, hangs and is ended; and so is one that does come back, is told each time that a
 * message waits, and leaves it where it is. What keeps it from running does not count against it.
 */
final class FirstProcess {
    /** Nanoseconds before the second life. */
    static final long PAUSE = 50_000_000L;
    /** Nanoseconds before a life after many short ones. */
    static final long LONGEST = 60_000_000_000L;
    /** Nanoseconds of life that make up for one end. */
    static final long FORGIVEN = 5_000_000_000L;
    /** Ends that are remembered. */
    static final int ENDS = 12;
    /** Nanoseconds between two looks at it. */
    static final long PERIOD = 1_000_000_000L;
    /** Looks in a row that find it busy and away from its poll. */
    static final int MISSED = 5;

    private static final String NAME = "supervisor";
    private static final int AUTHORITY_RIGHTS = Rights.DUPLICATE | Rights.TRANSFER;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Machine machine;
    private final Objects objects;
    private final Scheduler scheduler;
    private final Waits waits;
    private final Deadlines deadlines;
    private final Log log;
    private final LogLine line = new LogLine();
    private final LogLine environ = new LogLine();
    private Launch launch;
    private Endings endings;
    private Folio bundle;
    private long imageOffset;
    private long imageLength;
    /** The place of all its lives; null before the first. */
    private Process process;
    /** Lives that have ended, and those of them that no life has made up for. */
    private int ended;

    private int recent;
    private long startedAt;
    /** The last life: its id, and how it ended. */
    private int lastId;

    private int lastCause;
    private int lastStatus;
    private long lastPc;
    private long lastAddress;
    /** What the last look saw: polls waited for, and nanoseconds on a CPU. */
    private int polls;

    private long cpuTime;
    private int missed;

    FirstProcess(Machine machine, Objects objects, Scheduler scheduler, Waits waits, Deadlines deadlines, Log log) {
        this.machine = machine;
        this.objects = objects;
        this.scheduler = scheduler;
        this.waits = waits;
        this.deadlines = deadlines;
        this.log = log;
    }

    /** Starts it for the first time: OK, or what {@link Launch#begin} says. */
    int boot(Launch makes, Endings ends, Folio image, long offset, long length) {
        launch = makes;
        endings = ends;
        bundle = image;
        imageOffset = offset;
        imageLength = length;
        return start();
    }

    boolean is(Process other) {
        return other == process;
    }

    /** Whether a handle of this type outlives it. A poll is one life's way to wait. */
    static boolean keeps(int type) {
        return type != HandleType.POLL && type != HandleType.TIMER;
    }

    private int start() {
        launch.again = process;
        launch.image = bundle;
        launch.imageOffset = imageOffset;
        launch.imageLength = imageLength;
        launch.priority = KernelLimits.SUPERVISOR_PRIORITY;
        launch.heapSize = KernelLimits.SUPERVISOR_HEAP;
        launch.stackSize = KernelLimits.SUPERVISOR_STACK;
        launch.pageQuota = (int) (KernelLimits.SUPERVISOR_MEMORY / Limits.PAGE);
        launch.handleQuota = KernelLimits.HANDLES;
        launch.objectQuota = KernelLimits.CHANNELS / 2;
        launch.channelQuota = launch.objectQuota;
        launch.timerQuota = launch.objectQuota;
        launch.cpuShare = 0;
        for (int i = 0; i < launch.name.length; i++) {
            launch.name[i] = i < NAME.length() ? (byte) NAME.charAt(i) : 0;
        }
        environ.start().put("handle.authority=0\n");
        if (process != null) {
            environ.put("restarts=")
                    .putDecimal(ended)
                    .put("\nprevious.process=")
                    .putDecimal(lastId);
            environ.put("\nprevious.end=");
            putEnd(environ);
            environ.put("\n");
        }
        launch.environLength = environ.length();
        int status = launch.begin();
        launch.again = null;
        if (status != Status.OK) {
            return status;
        }
        launch.writeEnviron(environ.text(), 0, environ.length());
        giveAuthority();
        process = launch.start();
        process.stays = true;
        startedAt = machine.now();
        missed = 0;
        polls = process.context.polls;
        cpuTime = 0;
        deadlines.set(Deadlines.FIRST, startedAt + PERIOD);
        return Status.OK;
    }

    /** The authority under the handle that its last life had; a new one if that is gone. */
    private void giveAuthority() {
        if (process != null) {
            HandleTable handles = process.handles;
            for (int entry = 0; entry < KernelLimits.HANDLES; entry++) {
                if (handles.handle(entry) != 0 && handles.object(entry) == KernelObject.AUTHORITY) {
                    launch.tell(handles.handle(entry));
                    return;
                }
            }
        }
        launch.give(KernelObject.AUTHORITY, AUTHORITY_RIGHTS);
    }

    /**
     * It has ended, and its handles stay: whoever waits for the answer to what it had taken learns that there will be
     * none, and it is entered to start again.
     */
    void end() {
        for (int entry = 0; entry < KernelLimits.HANDLES; entry++) {
            int word = process.handles.object(entry);
            if (process.handles.handle(entry) != 0 && KernelObject.type(word) == HandleType.CHANNEL) {
                cancelCalls(objects.channels.get(KernelObject.number(word)));
            }
        }
        lastId = process.id;
        lastCause = process.cause;
        lastStatus = process.exitStatus;
        lastPc = process.faultPc;
        lastAddress = process.faultAddress;
        ended++;
        recent = (int) Math.max(0, Math.min(recent, ENDS) - (machine.now() - startedAt) / FORGIVEN) + 1;
        line.start().put("the supervisor (process ").putDecimal(lastId).put(") ended: ");
        putEnd(line);
        again();
    }

    private void cancelCalls(Channel end) {
        Context waiter = end.peer.waiters;
        while (waiter != null) {
            Context after = waiter.nextWaiter;
            if (waiter.operation == Context.CALL && end.find(waiter.callId) == null) {
                waiter.cancelled = true;
                waits.wake(waiter);
            }
            waiter = after;
        }
    }

    private void putEnd(LogLine to) {
        to.put(Cause.text(lastCause));
        if (lastCause == Cause.EXIT) {
            to.put(" with status ").putDecimal(lastStatus);
        } else if (lastPc != 0) {
            to.put(" at ").putHex(lastAddress).put(" (pc ").putHex(lastPc).put(")");
        }
    }

    /** Finishes the line that says why, and enters when to try. */
    private void again() {
        long pause = Math.min(PAUSE << (Math.min(recent, ENDS) - 1), LONGEST);
        line.put("; it starts again in ").putDecimal(pause / NANOS_PER_MILLI).put(" ms");
        if (recent > 1) {
            line.put(", after ").putDecimal(recent).put(" ends that were close together");
        }
        log.append(null, Log.ERROR, line.text(), line.length());
        deadlines.set(Deadlines.FIRST, machine.now() + pause);
    }

    /** The time for {@link Deadlines#FIRST} has come: to start it, or to look at it. */
    void due() {
        if (process.alive) {
            deadlines.set(Deadlines.FIRST, machine.now() + PERIOD);
            look();
        } else {
            int status = start();
            if (status != Status.OK) {
                recent++;
                line.start().put("the supervisor cannot be started: ");
                line.put(status == Status.NO_MEMORY ? "not enough memory" : "its image is refused");
                again();
            }
        }
    }

    private void look() {
        Context context = process.context;
        long time = scheduler.cpuTime(context, machine.now());
        boolean waitsElsewhere = context.state == ProcessState.WAITING && context.operation != Context.POLL;
        if (context.polls != polls || context.operation == Context.POLL) {
            missed = 0;
        } else if (waitsElsewhere || time - cpuTime >= PERIOD / 2) {
            missed++;
        }
        boolean ignores = ignoresMessages(context);
        polls = context.polls;
        cpuTime = time;
        if (missed == MISSED || ignores) {
            endings.kill(process, Cause.HUNG);
        }
    }

    /** Whether a message that its poll has told it of, at least once between any two looks, still waits. */
    private boolean ignoresMessages(Context context) {
        Poll poll = context.poll;
        if (poll == null
                || poll.ownerId != process.id
                || poll.references == 0
                || context.polls - polls <= poll.readyCount) {
            return false;
        }
        boolean ignores = false;
        for (Watch watch = poll.firstReady; watch != null; watch = watch.nextReady) {
            if (KernelObject.type(watch.object.word) == HandleType.CHANNEL && (watch.signals & Signals.READABLE) != 0) {
                Channel end = (Channel) watch.object;
                end.ignored = end.count > 0 && end.taken == end.takenBefore ? end.ignored + 1 : 0;
                end.takenBefore = end.taken;
                ignores |= end.ignored > MISSED;
            }
        }
        return ignores;
    }
}
