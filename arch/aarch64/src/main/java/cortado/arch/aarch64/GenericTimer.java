package cortado.arch.aarch64;

import cortado.kernel.KernelLimits;

/**
 * One timer of each CPU (DDI 0487 D12): the virtual one, or the physical one where guests have the virtual one. Its
 * interrupt is level-sensitive: it stays until the deadline is moved into the future, which {@link #quiet} does.
 */
final class GenericTimer {
    private static final long ENABLE = 1;
    private static final long NEVER = Long.MAX_VALUE;
    /** CNTKCTL_EL1.EL0VCTEN. */
    private static final long USER_READS_COUNTER = 2;

    /** Ticks that no deadline is away: years. */
    private static final long FAR = 1L << 52;

    private final boolean physical;
    private final TickScale scale;
    private final long start;
    /** The deadline that each CPU's timer is set to, in nanoseconds, so that asking for the same one is free. */
    private final long[] deadlines = new long[KernelLimits.CPUS];

    /** A timer whose time 0 is now. */
    GenericTimer(boolean physical) {
        this.physical = physical;
        scale = new TickScale(Cpu.counterFrequency());
        start = Cpu.counter();
    }

    /** Prepares the calling CPU's timer; it stays quiet. */
    void initialize(int cpu) {
        quiet(cpu);
        Cpu.timerAccess(USER_READS_COUNTER);
        Cpu.timerControl(physical ? 0 : ENABLE);
        if (physical) {
            Cpu.physicalTimerControl(ENABLE);
        }
    }

    /** Nanoseconds since the timer was made. */
    long now() {
        return scale.nanoseconds(Cpu.counter() - start);
    }

    /** The time when so many more ticks (1 or more) have passed for sure. */
    long after(long ticks) {
        return ticks >= FAR ? NEVER : now() + scale.nanoseconds(ticks + 1);
    }

    /** Asks for an interrupt on the calling CPU at a time. */
    void set(int cpu, long deadline) {
        if (deadlines[cpu] == deadline) {
            return;
        }
        deadlines[cpu] = deadline;
        long ticks = deadline <= 0 ? 0 : scale.ticks(deadline);
        compare(ticks >= NEVER - start ? NEVER : start + ticks);
    }

    /** Takes the calling CPU's interrupt away until the next {@link #set}. */
    void quiet(int cpu) {
        deadlines[cpu] = NEVER;
        compare(NEVER);
    }

    private void compare(long count) {
        if (physical) {
            Cpu.physicalTimerCompare(count);
        } else {
            Cpu.timerCompare(count);
        }
    }
}
