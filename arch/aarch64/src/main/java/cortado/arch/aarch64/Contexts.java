package cortado.arch.aarch64;

import cortado.kernel.KernelLimits;
import cortado.metal.Apart;
import cortado.metal.Metal;

/**
 * The user contexts and which CPU runs which. vectors.S stores general registers, PC and PSTATE of the running one on
 * every trap; what the kernel itself never touches (SP_EL0, TPIDR_EL0, floating point) stays in the CPU until another
 * context takes its place.
 *
 * <p>Floating point is switched lazily. A context starts a turn with access closed; its first use traps and loads the
 * registers ({@link #useFloat}). At the end of a turn in which it had access they are stored, so memory is always right
 * and the context can move to any CPU. Since who has used them once is likely to again, and loading costs a tenth of a
 * trap, the next turns start with the registers loaded; after {@link #EAGER_TURNS} of them the context has to ask
 * again. Either way nothing is loaded into a CPU whose registers still hold the context's own.
 */
final class Contexts {
    /** Offsets within a context, as in layout.h. */
    static final int SIZE = 1024;

    static final int SP = 248;
    static final int PC = 256;
    static final int SPSR = 264;
    static final int TPIDR = 272;

    private static final int NONE = -1;
    /** CPACR_EL1.FPEN: no traps. */
    private static final long FLOAT_OPEN = 3L << 20;

    private static final long FLOAT_CLOSED = 0;
    private static final int EAGER_TURNS = 16;

    private final long base = Cpu.contexts();
    private final Seat[] seats = new Seat[KernelLimits.CPUS];
    /** The CPU that holds a context's latest floating-point registers. */
    private final int[] floatCpu = new int[KernelLimits.CONTEXTS];
    /** How many more turns of a context start with its floating-point registers loaded. */
    private final int[] eagerTurns = new int[KernelLimits.CONTEXTS];

    /** What one CPU holds. */
    private static final class Seat {
        /** The slot that runs here, or {@link #NONE}. */
        int running = NONE;
        /** Whose floating-point registers are here. */
        int floatOwner = NONE;
        /** It is that context's turn, with access open. */
        boolean floatOpen;
    }

    Contexts() {
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            seats[cpu] = new Seat();
        }
        for (int slot = 0; slot < KernelLimits.CONTEXTS; slot++) {
            floatCpu[slot] = NONE;
        }
    }

    /** Where a context lies. */
    long address(int slot) {
        return base + (long) slot * SIZE;
    }

    /** The slot that runs on a CPU, negative if none. */
    int running(int cpu) {
        return seats[cpu].running;
    }

    /** Zeroes a context and makes it start in user mode, with interrupts open (PSTATE 0). */
    void start(int slot, long entry, long stackTop, long argument) {
        long context = address(slot);
        Cpu.zero(context, SIZE);
        Metal.store64(context, argument);
        Metal.store64(context + SP, stackTop);
        Metal.store64(context + PC, entry);
        forget(slot);
    }

    void setResult(int slot, long first, long second) {
        long context = address(slot);
        Metal.store64(context, first);
        Metal.store64(context + 8, second);
    }

    long programCounter(int slot) {
        return Metal.load64(address(slot) + PC);
    }

    /** Makes {@code slot} (or none, if negative) the one that runs on a CPU, the calling one. */
    void switchTo(int cpu, int slot) {
        Seat seat = seats[cpu];
        int old = seat.running;
        if (old == slot) {
            return;
        }
        seat.running = slot;
        if (old >= 0) {
            long context = address(old);
            Metal.store64(context + SP, Cpu.userStack());
            Metal.store64(context + TPIDR, Cpu.userThread());
            if (seat.floatOpen && seat.floatOwner == old) {
                Cpu.floatSave(context);
            }
        }
        if (slot >= 0) {
            long context = address(slot);
            Cpu.setUserStack(Metal.load64(context + SP));
            Cpu.setUserThread(Metal.load64(context + TPIDR));
            int eager = eagerTurns[slot];
            if (eager > 0) {
                eagerTurns[slot] = eager - 1;
                loadFloat(seat, cpu, slot);
            } else if (seat.floatOpen) {
                setFloat(seat, false);
            }
        }
    }

    private static void setFloat(Seat seat, boolean open) {
        seat.floatOpen = open;
        Cpu.floatAccess(open ? FLOAT_OPEN : FLOAT_CLOSED);
    }

    /** The context that runs on the calling CPU has used floating point without access: gives it. */
    void useFloat(int cpu) {
        Seat seat = seats[cpu];
        eagerTurns[seat.running] = EAGER_TURNS;
        loadFloat(seat, cpu, seat.running);
    }

    @Apart
    private void loadFloat(Seat seat, int cpu, int slot) {
        if (!seat.floatOpen) {
            setFloat(seat, true);
        }
        if (seat.floatOwner != slot || floatCpu[slot] != cpu) {
            Cpu.floatLoad(address(slot));
            seat.floatOwner = slot;
            floatCpu[slot] = cpu;
        }
    }

    /** What any CPU still holds for a slot, the context that was in it takes no more notice of. */
    void end(int slot) {
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            if (seats[cpu].running == slot) {
                seats[cpu].running = NONE;
            }
        }
        forget(slot);
    }

    /** No CPU has the floating-point registers of a slot any more: memory was given others. */
    void forget(int slot) {
        floatCpu[slot] = NONE;
        eagerTurns[slot] = 0;
    }
}
