package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.ProcessState;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.abi.VcpuExit;
import cortado.abi.VcpuPageLayout;

/** What becomes of a vcpu when its guest is left: it goes on, waits, or stops and its VMM hears of it. */
final class Guests {
    private final Machine machine;
    private final GuestMachine guests;
    private final Objects objects;
    private final Scheduler scheduler;
    private final Waits waits;
    private final Deadlines deadlines;
    private final Touching touching;
    private final GuestInterrupts interrupts;
    private final GuestAnswers answers;

    Guests(Machine machine, Objects objects, Scheduler scheduler, Waits waits, Deadlines deadlines, Touching touching) {
        this.machine = machine;
        this.guests = machine.guests();
        this.objects = objects;
        this.scheduler = scheduler;
        this.waits = waits;
        this.deadlines = deadlines;
        this.touching = touching;
        this.interrupts = new GuestInterrupts(guests);
        this.answers = new GuestAnswers(machine, guests);
    }

    /** Writes the constants of a run page. */
    void describe(long page) {
        machine.storePhysical(page + VcpuPageLayout.LIST_COUNT, guests.listCount() | (long) machine.gicVersion() << 32);
        machine.storePhysical(page + VcpuPageLayout.COUNTER_FREQUENCY, guests.counterFrequency());
    }

    /** The guest of a vcpu that this CPU runs has been left. */
    void left(Vcpu vcpu, GuestExit exit) {
        if (vcpu.interruptCount > 0) {
            interrupts.settle(vcpu);
        }
        switch (exit.kind) {
            case GuestExit.NOTHING -> pause(vcpu);
            case GuestExit.MEMORY -> memory(vcpu, exit);
            case GuestExit.HVC -> stop(vcpu, VcpuExit.HVC, exit);
            case GuestExit.SMC -> stop(vcpu, VcpuExit.SMC, exit);
            case GuestExit.WAIT -> waitForInterrupt(vcpu, exit);
            case GuestExit.SYSTEM_REGISTER -> {
                if (!interrupts.sendSelf(vcpu, GuestInterrupts.selfSgi3(vcpu, exit.value), true)) {
                    stop(vcpu, VcpuExit.SYSTEM_REGISTER, exit);
                } else {
                    guests.skip(vcpu.number());
                }
            }
            default -> stop(vcpu, VcpuExit.BROKEN, exit);
        }
    }

    /** It could go on, if it were not for its timer, or what it asked to be told of its interrupts. */
    private void pause(Vcpu vcpu) {
        int number = vcpu.number();
        if (guests.timerDeadline(number) <= machine.now() && !timer(vcpu)) {
            return;
        }
        if (guests.maintenance(number)) {
            if (vcpu.interruptCount > 0) {
                interrupts.settle(vcpu);
            } else {
                stop(vcpu, VcpuExit.MAINTENANCE, null);
            }
        }
    }

    /** The virtual timer is due: true if its interrupt is in a list register, false if the VMM has to see to it. */
    private boolean timer(Vcpu vcpu) {
        guests.maskTimer(vcpu.number());
        if (vcpu.timerInterrupt != 0 && interrupts.put(vcpu, vcpu.timerInterrupt)) {
            return true;
        }
        stop(vcpu, VcpuExit.TIMER, null);
        return false;
    }

    private void memory(Vcpu vcpu, GuestExit exit) {
        if (exit.address < 0) {
            return; // its tables changed under the access: it tries again
        }
        if (exit.write
                && exit.address == vcpu.selfRegister
                && exit.size == Integer.BYTES
                && interrupts.sendSelf(vcpu, GuestInterrupts.selfSgi2(vcpu, exit.value), false)) {
            guests.skip(vcpu.number());
            return;
        }
        Vm vm = vcpu.vm;
        int mapping = vm.find(exit.address);
        if (mapping < 0 || exit.permission) {
            boolean device = exit.decoded && !exit.fetch && (mapping < 0 || exit.write);
            stop(vcpu, device ? VcpuExit.MMIO : VcpuExit.FAULT, exit);
        } else if (vm.folio(mapping) != null && vm.folio(mapping).isSparse()) {
            long page = exit.address & -Limits.PAGE;
            int status = touching.touch(guests, vm, objects.processes.owner(vm), mapping, page);
            if (status != Status.OK) {
                stop(vcpu, VcpuExit.NO_MEMORY, exit);
            }
        }
        // else another CPU has just mapped it
    }

    private void waitForInterrupt(Vcpu vcpu, GuestExit exit) {
        if ((vcpu.control & VcpuPageLayout.EXIT_ON_WAIT) != 0) {
            stop(vcpu, VcpuExit.WAIT, exit);
            return;
        }
        guests.skip(vcpu.number());
        if (interrupts.isPending(vcpu)) {
            return;
        }
        long deadline = guests.timerDeadline(vcpu.number());
        if (deadline <= machine.now()) {
            timer(vcpu);
            return;
        }
        vcpu.waiting = true;
        deadlines.set(Deadlines.VCPUS + vcpu.number(), deadline);
        scheduler.park(vcpu.context);
    }

    /** The timer of a vcpu that waits is due. */
    void expire(Vcpu vcpu) {
        long deadline = guests.timerDeadline(vcpu.number());
        if (deadline > machine.now()) {
            deadlines.set(Deadlines.VCPUS + vcpu.number(), deadline);
            return;
        }
        vcpu.waiting = false;
        if (timer(vcpu)) {
            scheduler.ready(vcpu.context);
        }
    }

    /** Tells the VMM, and does nothing more until it answers; {@code exit} is null for what is not an instruction's. */
    private void stop(Vcpu vcpu, int reason, GuestExit exit) {
        vcpu.reason = reason;
        vcpu.stopped = true;
        answers.tell(vcpu, exit);
        interrupts.store(vcpu, machine, vcpu.page.physical);
        vcpu.context.operation = Context.NONE;
        boolean left = vcpu.context.state == ProcessState.RUNNING;
        if (vcpu.runner != null) {
            tell(vcpu.runner, vcpu.context, left);
            return;
        }
        vcpu.signalled = true;
        if (left) {
            scheduler.park(vcpu.context);
        }
        // the VMM goes on with the turn of the vcpu that it is to answer
        objects.polls.raise(vcpu, Signals.SIGNALLED, left);
    }

    /** Ends the VCPU_RUN of one that waits since: on the vcpu's CPU, and with the rest of its turn, if that may be. */
    private void tell(Context runner, Context vcpu, boolean left) {
        waits.unlink(runner);
        runner.operation = Context.NONE;
        machine.setResult(runner.slot, Status.OK, 0);
        if (!left) {
            scheduler.ready(runner);
        } else if (scheduler.mayTakeOver(runner)) {
            scheduler.handOver(vcpu, runner, machine.now());
        } else {
            scheduler.park(vcpu);
            scheduler.readyNext(runner);
        }
    }

    /** VCPU_RUN; {@code next} if the caller is about to wait. */
    int run(Vcpu vcpu, boolean next) {
        int status = answer(vcpu);
        if (status != Status.OK) {
            return status;
        }
        if (next) {
            scheduler.readyNext(vcpu.context);
        } else {
            scheduler.ready(vcpu.context);
        }
        return Status.OK;
    }

    /** Takes the answer to the last exit out of the run page: the vcpu is to run, and its context not ready yet. */
    int answer(Vcpu vcpu) {
        if (!vcpu.stopped) {
            return Status.BUSY;
        }
        if (!answers.read(vcpu) || !interrupts.load(vcpu, machine, vcpu.page.physical)) {
            return Status.INVALID_ARGUMENT;
        }
        answers.take(vcpu);
        interrupts.settle(vcpu);
        vcpu.stopped = false;
        vcpu.signalled = false;
        return Status.OK;
    }

    /** VCPU_SET: the exit needs no answer. */
    void forgetExit(Vcpu vcpu) {
        vcpu.reason = VcpuExit.NONE;
        vcpu.signalled = false;
    }

    /** VCPU_KICK. */
    void kick(Vcpu vcpu) {
        if (vcpu.stopped || vcpu.context.doomed) {
            return;
        }
        if (vcpu.waiting) {
            vcpu.waiting = false;
            deadlines.cancel(Deadlines.VCPUS + vcpu.number());
            stop(vcpu, VcpuExit.KICKED, null);
            return;
        }
        vcpu.context.operation = Context.KICKED;
        int cpu = scheduler.elsewhere(vcpu.context);
        if (cpu >= 0) {
            scheduler.send(cpu);
        }
    }

    /** A kicked vcpu is chosen to run on this CPU, or has been left there. */
    void takeKick(Vcpu vcpu) {
        stop(vcpu, VcpuExit.KICKED, null);
    }

    /** VCPU_INJECT of a valid interrupt. */
    int inject(Vcpu vcpu, long interrupt) {
        if (vcpu.stopped) {
            return Status.BUSY;
        }
        int cpu = scheduler.elsewhere(vcpu.context);
        if (cpu >= 0) {
            if (!GuestInterrupts.queue(vcpu, interrupt)) {
                return Status.WOULD_BLOCK;
            }
            scheduler.send(cpu);
            return Status.OK;
        }
        if (!interrupts.put(vcpu, interrupt)) {
            return Status.WOULD_BLOCK;
        }
        if (vcpu.waiting) {
            vcpu.waiting = false;
            deadlines.cancel(Deadlines.VCPUS + vcpu.number());
            scheduler.ready(vcpu.context);
        }
        return Status.OK;
    }
}
