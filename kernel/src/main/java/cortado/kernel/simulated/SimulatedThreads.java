package cortado.kernel.simulated;

import cortado.kernel.Machine;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A board whose processes are threads of the JVM. A thread goes on only while the kernel runs its context: it waits in
 * its system call until the result is there and its turn has come. Between calls a thread cannot be preempted, which
 * nothing that speaks to the world through system calls can tell. Devices and time come from any thread.
 *
 * <p>All methods may be called by any thread; the kernel sees one at a time.
 */
public final class SimulatedThreads {
    /** The process of the calling thread has ended: the thread has nothing left to do but return. */
    public static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("the process has ended");
        }
    }

    private final SimulatedBoard board;
    private final SimulatedMachine machine;

    /** A booted board with one CPU. */
    public SimulatedThreads(SimulatedBoard board) {
        this.board = board;
        this.machine = board.machine();
        if (machine.cpus() != 1) {
            throw new IllegalArgumentException("threads need a board with one CPU, this one has " + machine.cpus());
        }
    }

    /**
     * A system call of a context, from its own thread; returns when it has its result.
     *
     * @param life which of the contexts that the slot has had: {@link SimulatedMachine#life} when it started
     * @throws Ended if the process has ended, or ends in this call
     */
    public synchronized long systemCall(int slot, int life, int number, long a, long b, long c, long d) {
        awaitTurn(slot, life);
        board.trap(0, number, a, b, c, d);
        notifyAll();
        awaitTurn(slot, life);
        return machine.result(slot);
    }

    /** What the last call of a context left as its second result. */
    public synchronized long secondResult(int slot) {
        return machine.secondResult(slot);
    }

    /** Ends a context as its own doing, from its own thread. */
    public synchronized void fault(int slot, int life, SimulatedFault fault) {
        awaitTurn(slot, life);
        board.fault(0, fault);
        notifyAll();
    }

    /** A load of a context from its own thread; a fault ends the process. */
    public synchronized long load(int slot, int life, long address, int width) {
        return access(slot, life, () -> machine.load(slot, address, width));
    }

    /** A store of a context from its own thread; a fault ends the process. */
    public synchronized void store(int slot, int life, long address, int width, long value) {
        access(slot, life, () -> {
            machine.store(slot, address, width, value);
            return 0L;
        });
    }

    private long access(int slot, int life, Supplier<Long> access) {
        if (isOver(slot, life)) {
            throw new Ended();
        }
        try {
            return access.get();
        } catch (SimulatedFault fault) {
            fault(slot, life, fault);
            throw new Ended();
        }
    }

    /** Pulls an interrupt line; false if it is masked, and then a level-triggered device tries again later. */
    public synchronized boolean interrupt(int line) {
        boolean taken = board.interrupt(line);
        notifyAll();
        return taken;
    }

    /** Lets time pass. */
    public synchronized void passTime(long until) {
        board.passTime(until);
        notifyAll();
    }

    /** Nanoseconds of the simulated clock. */
    public synchronized long now() {
        return machine.now();
    }

    /** Whether no context can run before a device or a timer does something. */
    public synchronized boolean isIdle() {
        return board.running(0) < 0;
    }

    /** Waits until a context may start: for a new process's thread, before its first step. */
    public synchronized void awaitStart(int slot, int life) {
        awaitTurn(slot, life);
    }

    /** Does something with the machine while no context is in the kernel. */
    public synchronized <T> T with(Function<Machine, T> work) {
        return work.apply(machine);
    }

    private boolean isOver(int slot, int life) {
        return !machine.isLive(slot) || machine.life(slot) != life;
    }

    private void awaitTurn(int slot, int life) {
        while (!isOver(slot, life) && board.running(0) != slot) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Ended();
            }
        }
        if (isOver(slot, life)) {
            throw new Ended();
        }
    }
}
