package cortado.vmm;

/** What {@link Psci} needs of a guest's CPUs. They have the numbers 0 to {@link #count} − 1, which are their Aff0. */
interface CpuPower {
    int count();

    /** Whether it is on, or will be as soon as it runs. */
    boolean isOn(int cpu);

    /** Switches a CPU on that is off: it starts at {@code entry} with {@code context} in x0. */
    void on(int cpu, long entry, long context);

    /** Switches off the CPU that asks. */
    void off(int cpu);

    /** The guest powers itself off, or wants to start anew. */
    void end(VmEnd.Cause cause, String text);
}
