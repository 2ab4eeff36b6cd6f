package cortado.kernel;

import cortado.abi.Limits;

/**
 * How much CPU time a process and its vcpus may take together in each {@link Limits#CPU_PERIOD}. A period begins when
 * the process runs for the first time after the last one; what is left over at its end is gone, and what was taken
 * beyond it, before its timer could end it, counts in the next.
 */
final class CpuShare {
    /** Nanoseconds a period. */
    private long budget;
    /** Nanoseconds taken since {@link #start}. */
    private long used;

    private long start;
    /** How often it was used up before its period was over. */
    int held;

    /** Starts afresh with so many thousandths of one CPU. */
    void grant(int thousandths) {
        budget = Limits.CPU_PERIOD / 1000 * thousandths;
        used = 0;
        start = 0;
        held = 0;
    }

    void charge(long nanoseconds) {
        used += nanoseconds;
    }

    /** Whether nothing is left; begins the next period if that is due. */
    boolean isUsedUp(long now) {
        long periods = (now - start) / Limits.CPU_PERIOD;
        if (periods > 0) {
            start = now;
            used = Math.max(0, used - budget * periods); // what was taken beyond the share is paid back
        }
        return used >= budget;
    }

    /** Nanoseconds left in this period. */
    long left() {
        return budget - used;
    }

    /** When the next period can begin. */
    long end() {
        return start + Limits.CPU_PERIOD;
    }
}
