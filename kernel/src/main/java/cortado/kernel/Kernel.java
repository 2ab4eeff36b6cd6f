package cortado.kernel;

/** The traps that arch code hands to the kernel, each with the kernel lock held. */
public final class Kernel {
    private final Machine machine;

    /** Builds every pool; the only place where the kernel allocates. */
    public Kernel(Machine machine) {
        this.machine = machine;
    }

    /** A system call of the context that runs on this CPU: number and six arguments. */
    public void systemCall(int number, long a, long b, long c, long d, long e, long f) {
        machine.setResult(machine.cpu(), cortado.abi.Status.BAD_CALL, 0);
    }

    /** The line fired; it is still active and unmasked at the controller. */
    public void interrupt(int line) {
        machine.maskInterrupt(line);
    }

    /** The deadline given to {@link Machine#setTimer} has passed on this CPU. */
    public void tick() {}

    /** The running context did something that ends its process. */
    public void fault(int cause, long programCounter, long address) {}

    /** Chooses what this CPU runs next and activates it: a context's slot, or negative for idle. */
    public int dispatch() {
        return -1;
    }
}
