package cortado.arch.aarch64;

import cortado.kernel.KernelLimits;
import cortado.metal.Metal;

/**
 * The user contexts and which CPU runs which. vectors.S stores general registers, PC and PSTATE of the running one on
 * every trap; what the kernel itself never touches (SP_EL0, TPIDR_EL0, floating point) stays in the CPU until another
 * context takes its place.
 *
 * <p>Floating point is switched lazily. A context starts a turn with access closed; its first use traps and loads the
 * registers ({@link #useFloat}). At the end of a turn in which it had access they are stored, so memory is always right
 * and the context can move to any CPU; if it comes back to a CPU whose registers still hold its own, access is opened
 * at once. Since who has used them once is likely to again, and loading costs a tenth of a trap, the next turns start
 * with the registers loaded; after {@link #EAGER_TURNS} of them the context has to ask again.
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
    private final int[] running = new int[KernelLimits.CPUS];
    /** Whose floating-point registers a CPU holds, and whether it is that context's turn with access open. */
    private final int[] floatOwner = new int[KernelLimits.CPUS];

    private final boolean[] floatOpen = new boolean[KernelLimits.CPUS];
    /** The CPU that holds a context's latest floating-point registers. */
    private final int[] floatCpu = new int[KernelLimits.CONTEXTS];
    /** How many more turns of a context start with its floating-point registers loaded. */
    private final int[] eagerTurns = new int[KernelLimits.CONTEXTS];

    Contexts() {
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            running[cpu] = NONE;
            floatOwner[cpu] = NONE;
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
        return running[cpu];
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
        int old = running[cpu];
        if (old == slot) {
            return;
        }
        if (old >= 0) {
            long context = address(old);
            Metal.store64(context + SP, Cpu.userStack());
            Metal.store64(context + TPIDR, Cpu.userThread());
            if (floatOpen[cpu] && floatOwner[cpu] == old) {
                Cpu.floatSave(context);
            }
        }
        running[cpu] = slot;
        if (slot >= 0) {
            long context = address(slot);
            Cpu.setUserStack(Metal.load64(context + SP));
            Cpu.setUserThread(Metal.load64(context + TPIDR));
            if (floatOwner[cpu] == slot && floatCpu[slot] == cpu) {
                setFloat(cpu, true);
            } else if (eagerTurns[slot] > 0) {
                eagerTurns[slot]--;
                loadFloat(cpu, slot);
            } else {
                setFloat(cpu, false);
            }
        }
    }

    private void setFloat(int cpu, boolean open) {
        if (floatOpen[cpu] != open) {
            floatOpen[cpu] = open;
            Cpu.floatAccess(open ? FLOAT_OPEN : FLOAT_CLOSED);
        }
    }

    /** The context that runs on the calling CPU has used floating point without access: gives it. */
    void useFloat(int cpu) {
        int slot = running[cpu];
        eagerTurns[slot] = EAGER_TURNS;
        loadFloat(cpu, slot);
    }

    private void loadFloat(int cpu, int slot) {
        setFloat(cpu, true);
        Cpu.floatLoad(address(slot));
        floatOwner[cpu] = slot;
        floatCpu[slot] = cpu;
    }

    /** What any CPU still holds for a slot, the context that was in it takes no more notice of. */
    void end(int slot) {
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            if (running[cpu] == slot) {
                running[cpu] = NONE;
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
