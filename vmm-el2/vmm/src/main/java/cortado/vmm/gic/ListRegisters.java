package cortado.vmm.gic;

/** The interrupts that one vCPU's hardware holds. A word is as in {@link cortado.abi.VcpuPageLayout#LIST}. */
public interface ListRegisters {
    /** How many there are, at least 1. */
    int count();

    /** Whether the vCPU is stopped, so that the others below may be used and {@link #inject} may not. */
    boolean stopped();

    long get(int register);

    void set(int register, long word);

    /** Whether few list registers in use are an exit. */
    void refill(boolean exit);

    /** What the kernel injects when the virtual timer is due; 0 for an exit. */
    void timer(long word);

    /** What the kernel injects when the vCPU sends itself an SGI, but for its number; 0 for an exit. */
    void self(long word);

    /**
     * Interrupts the vCPU while it runs.
     *
     * @return false if there is no free list register, or the vCPU has just stopped
     */
    boolean inject(long word);

    /** Stops the vCPU soon. */
    void kick();
}
