package cortado.kernel.simulated;

import static cortado.kernel.simulated.SimulatedMachine.require;

import cortado.kernel.KernelLimits;

/** What the kernel has put into the registers of the processes, and which of them exist. */
final class UserContexts {
    private final long[] results = new long[KernelLimits.PROCESSES];
    private final long[] seconds = new long[KernelLimits.PROCESSES];
    private final boolean[] hasResult = new boolean[KernelLimits.PROCESSES];
    private final long[] programCounters = new long[KernelLimits.PROCESSES];
    private final long[] arguments = new long[KernelLimits.PROCESSES];
    private final boolean[] live = new boolean[KernelLimits.PROCESSES];
    private final int[] lives = new int[KernelLimits.PROCESSES];

    void start(int slot, long entry, long argument) {
        require(!live[slot], "started context " + slot + " twice");
        live[slot] = true;
        lives[slot]++;
        programCounters[slot] = entry;
        arguments[slot] = argument;
    }

    void end(int slot) {
        live[slot] = false;
    }

    boolean isLive(int slot) {
        return live[slot];
    }

    /** How often a context was started in a slot. */
    int life(int slot) {
        return lives[slot];
    }

    long programCounter(int slot) {
        return programCounters[slot];
    }

    long argument(int slot) {
        return arguments[slot];
    }

    void setResult(int slot, long first, long second) {
        require(live[slot], "set the result of context " + slot + ", which is gone");
        results[slot] = first;
        seconds[slot] = second;
        hasResult[slot] = true;
    }

    void clearResult(int slot) {
        hasResult[slot] = false;
    }

    boolean hasResult(int slot) {
        return hasResult[slot];
    }

    long result(int slot) {
        return results[slot];
    }

    long secondResult(int slot) {
        return seconds[slot];
    }
}
