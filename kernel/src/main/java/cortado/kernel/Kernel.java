package cortado.kernel;

import cortado.abi.Status;
import cortado.fdt.FlatTree;

/** The traps that arch code hands to the kernel, each with the kernel lock held. */
public final class Kernel {
    private final Machine machine;

    /** Builds every pool; with {@link #boot}, the only place where the kernel allocates. */
    public Kernel(Machine machine) {
        this.machine = machine;
    }

    /** Where the machine takes table pages from, once {@link #boot} has been called. */
    public TablePages tables() {
        return null;
    }

    /**
     * Finds memory and the boot bundle, and makes the first process; called once, on the boot CPU, before the others
     * run and before {@link #dispatch}. What is missing or malformed is a panic.
     *
     * @param tree the device tree, checked and indexed
     * @param treeAddress where firmware left it in RAM
     * @param kernelStart first physical byte of the kernel: image, heap, stacks and first tables
     * @param kernelEnd the physical address behind them
     */
    public void boot(FlatTree tree, long treeAddress, long kernelStart, long kernelEnd) {
        panic("no memory");
    }

    /** A system call of the context that runs on this CPU: number and six arguments. */
    public void systemCall(int number, long a, long b, long c, long d, long e, long f) {
        machine.setResult(machine.cpu(), Status.BAD_CALL, 0);
    }

    /** The line fired; it is still active and unmasked at the controller. */
    public void interrupt(int line) {
        machine.maskInterrupt(line);
    }

    /** The deadline given to {@link Machine#setTimer} has passed on this CPU. */
    public void tick() {}

    /**
     * The running context did something that ends its process. A {@link cortado.abi.Cause#PAGE_FAULT} in the guard
     * under its stack is told apart here.
     */
    public void fault(int cause, long programCounter, long address) {}

    /** Chooses what this CPU runs next and activates it: a context's slot, or negative for idle. */
    public int dispatch() {
        return -1;
    }

    /** Prints why the kernel cannot go on and stops every CPU; also for exceptions and aborts inside the kernel. */
    public void panic(String reason) {
        machine.halt();
    }
}
