package cortado.kernel;

import cortado.abi.Cause;
import cortado.abi.ProcessState;
import cortado.abi.Signals;

/** How processes end. */
final class Endings {
    private final Machine machine;
    private final Memory memory;
    private final Scheduler scheduler;
    private final Waits waits;
    private final Objects objects;
    private final Mappings mappings;
    private final LostChannels lost;
    private final Log log;
    private final FirstProcess first;
    private final LogLine line = new LogLine();

    Endings(
            Machine machine,
            Memory memory,
            Scheduler scheduler,
            Waits waits,
            Objects objects,
            Mappings mappings,
            LostChannels lost,
            Log log,
            FirstProcess first) {
        this.machine = machine;
        this.memory = memory;
        this.scheduler = scheduler;
        this.waits = waits;
        this.objects = objects;
        this.mappings = mappings;
        this.lost = lost;
        this.log = log;
        this.first = first;
    }

    /** Ends a process for this cause now or, if another CPU runs it, as soon as that is back in the kernel. */
    void kill(Process process, int cause) {
        process.cause = cause;
        int cpu = scheduler.elsewhere(process.context);
        if (cpu >= 0) {
            process.context.doomed = true;
            scheduler.send(cpu);
        } else {
            end(process, cause, -cause);
        }
    }

    /** Ends a process for what its code did, and says so in the log. */
    void fault(Process process, int cause, long programCounter, long address) {
        process.faultPc = programCounter;
        process.faultAddress = address;
        line.start().putName(process).put(" (process ").putDecimal(process.id).put(") ended: ");
        line.put(Cause.text(cause))
                .put(" at pc ")
                .putHex(programCounter)
                .put(", address ")
                .putHex(address);
        log.append(null, Log.ERROR, line.text(), line.length());
        end(process, cause, -cause);
    }

    /**
     * Takes everything from a process: it leaves the CPU, its handles close, its address space and memory go, and
     * whoever watches it hears of it. No other CPU may be running it.
     */
    void end(Process process, int cause, int status) {
        process.cause = cause;
        process.exitStatus = status;
        leave(process);
        takeBack(process);
        objects.processes.ended(process);
        objects.polls.raise(process, Signals.EXITED);
        objects.release(process);
        if (first.is(process)) {
            first.end();
        }
    }

    private void leave(Process process) {
        Context context = process.context;
        if (context.state == ProcessState.WAITING) {
            waits.unlink(context);
        }
        scheduler.end(context);
        machine.endContext(context.slot);
        context.operation = Context.NONE;
        context.channel = null;
        context.poll = null;
        context.doomed = false;
        context.yielded = false;
        context.cancelled = false;
    }

    /**
     * Closes the handles of a process that runs nowhere, if they do not stay for its next life, and frees its memory;
     * also for one that was never started.
     */
    void takeBack(Process process) {
        memory.reserve(process, 0);
        HandleTable handles = process.handles;
        for (int entry = 0; entry < KernelLimits.HANDLES; entry++) {
            int word = handles.object(entry);
            boolean stays = process.stays && FirstProcess.keeps(KernelObject.type(word));
            if (handles.handle(entry) != 0 && !stays) {
                objects.detach(process, entry);
                objects.drop(word);
            }
        }
        machine.destroySpace(process.number);
        mappings.forgetAll(process);
        objects.settle();
        lost.collect();
    }
}
