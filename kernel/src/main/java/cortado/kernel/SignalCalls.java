package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Rights;
import cortado.abi.Status;

/** Calls on what signals by itself: interrupts and timers. */
final class SignalCalls {
    private static final int TIMER_RIGHTS =
            Rights.READ | Rights.WRITE | Rights.POLL | Rights.DUPLICATE | Rights.TRANSFER;

    private final Machine machine;
    private final Objects objects;
    private final Scheduler scheduler;

    SignalCalls(Machine machine, Objects objects, Scheduler scheduler) {
        this.machine = machine;
        this.objects = objects;
        this.scheduler = scheduler;
    }

    long acknowledgeInterrupt(Process process, long handle) {
        int number = process.handles.reach(handle, HandleType.INTERRUPT, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        Interrupt interrupt = objects.interrupts.get(number);
        interrupt.signalled = false;
        machine.unmaskInterrupt(interrupt.line);
        return Status.OK;
    }

    long createTimer(Process process) {
        if (process.handles.room() < 1) {
            return Status.TABLE_FULL;
        }
        int admitted = objects.admit(process, HandleType.TIMER);
        if (admitted != Status.OK) {
            return admitted;
        }
        Timer timer = objects.timers.take(process);
        objects.created(timer, process);
        timer.references = 1;
        return process.handles.insert(timer.word, TIMER_RIGHTS);
    }

    long setTimer(Process process, long handle, long deadline) {
        int number = process.handles.reach(handle, HandleType.TIMER, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        if (deadline < 0) {
            return Status.INVALID_ARGUMENT;
        }
        objects.timers.set(objects.timers.get(number), deadline == 0 ? Long.MAX_VALUE : deadline);
        scheduler.demandPass();
        return Status.OK;
    }
}
