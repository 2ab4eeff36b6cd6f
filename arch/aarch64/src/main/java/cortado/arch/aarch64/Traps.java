package cortado.arch.aarch64;

import cortado.kernel.Kernel;
import cortado.kernel.KernelLimits;
import cortado.metal.Entry;

/**
 * What boot.S and vectors.S call. Each trap takes the kernel lock, lets the kernel act, asks it what runs next,
 * releases the lock and returns the address of that context, plus 1 for a guest's, or 1 for none.
 */
final class Traps {
    private Traps() {}

    /** What vectors.S takes for: nothing to run. */
    private static final long IDLE = 1;

    private static Aarch64Machine machine;
    private static Kernel kernel;
    /** The first context, kept here since every trap needs it. */
    private static long contexts;

    /** The machine, or null while it is being built. */
    static Aarch64Machine machine() {
        return machine;
    }

    /** The first Java call, on the CPU that booted. */
    @Entry(value = "kernel_boot", boot = true)
    static void boot(long treeAddress, long treePhysical, long imagePhysical, int entryLevel) {
        Startup startup = new Startup(new Image(imagePhysical), treeAddress);
        Panic.sayOn(startup.uart());
        Aarch64Machine built = startup.machine(entryLevel);
        machine = built;
        contexts = built.contexts().address(0);
        Cpu.lock();
        kernel = startup.kernel(built, treePhysical);
        Panic.keepIn(kernel.lastWords());
        Cpu.seal();
    }

    /** The first context of the CPU that booted. */
    @Entry("kernel_run")
    static long run() {
        return next();
    }

    /** The first Java call on another CPU; it waits for the lock until the system has booted. */
    @Entry("kernel_secondary")
    static long secondary() {
        int cpu = Cpu.number();
        machine.initializeCpu(cpu);
        machine.processors().report(cpu);
        enter();
        return next();
    }

    /** SVC from user mode. */
    @Entry("trap_system_call")
    static long systemCall(long a, long b, long c, long d, long e, long f, int number) {
        enter();
        kernel.systemCall(number, a, b, c, d, e, f);
        return next();
    }

    /** An interrupt while user code ran. */
    @Entry("trap_interrupt")
    static long interrupt() {
        enter();
        takeInterrupt();
        return next();
    }

    /** Any other trap from user mode: ESR_EL1 and FAR_EL1. */
    @Entry("trap_fault")
    static long fault(long esr, long far) {
        enter();
        int cpu = Cpu.number();
        Contexts all = machine.contexts();
        if (Syndrome.isFloat(esr)) {
            all.useFloat(cpu);
        } else {
            long programCounter = all.programCounter(all.running(cpu));
            kernel.fault(Syndrome.cause(esr, far), programCounter, Syndrome.hasAddress(esr) ? far : programCounter);
        }
        return next();
    }

    /** A guest was left: how, as in monitor.h. */
    @Entry("trap_guest")
    static long guest(long how) {
        enter();
        machine.guests().leave(Cpu.number(), (int) how);
        if (how == Vcpus.EXIT_INTERRUPT) {
            takeInterrupt();
        }
        kernel.guestLeft();
        return next();
    }

    /** From here on until {@link #next} the kernel is this CPU's. */
    private static void enter() {
        Cpu.lock();
        kernel.enter();
    }

    private static void takeInterrupt() {
        Gic gic = machine.gic();
        int acknowledged = gic.acknowledge();
        int line = acknowledged & Gic.LINE;
        if (line >= Gic.FIRST_SPURIOUS) {
            return;
        }
        if (line >= Distributor.FIRST_SHARED) {
            kernel.interrupt(line);
        } else if (line == machine.timerLine()) {
            machine.timer().quiet(Cpu.number());
            kernel.tick();
        }
        gic.end(acknowledged);
        if (line == Aarch64Machine.HALT) {
            Cpu.unlock();
            Aarch64Machine.park();
        }
    }

    /** Called with the lock held; releases it. The context to resume, or {@link #IDLE}. */
    private static long next() {
        int slot = kernel.dispatch();
        if (slot >= KernelLimits.PROCESSES) {
            machine.guests().enter(Cpu.number(), slot - KernelLimits.PROCESSES);
        }
        Cpu.unlock();
        // a guest's context lies on, and is told by, an odd address: slots from 64 on add 1
        return slot < 0 ? IDLE : contexts + (long) slot * Contexts.SIZE + (slot >>> 6);
    }

    /** Idle time passes in here, with interrupts taken by polling, until there is a context to resume. */
    @Entry("trap_idle")
    static long idle() {
        long context;
        do {
            Cpu.waitForInterrupt();
            enter();
            takeInterrupt();
            context = next();
        } while (context == IDLE);
        return context;
    }
}
