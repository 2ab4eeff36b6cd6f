package cortado.kernel;

/** All interrupt objects; a line has at most one. */
final class InterruptPool {
    private final Machine machine;
    private final Interrupt[] all = new Interrupt[KernelLimits.INTERRUPTS];
    private final Interrupt[] byLine = new Interrupt[KernelLimits.INTERRUPT_LINES];
    private Interrupt free;

    InterruptPool(Machine machine) {
        this.machine = machine;
        for (int i = KernelLimits.INTERRUPTS - 1; i >= 0; i--) {
            all[i] = new Interrupt(i);
            all[i].nextFree = free;
            free = all[i];
        }
    }

    Interrupt get(int number) {
        return all[number];
    }

    boolean isEmpty() {
        return free == null;
    }

    /** The line's object, or null. */
    Interrupt ofLine(int line) {
        return line >= 0 && line < KernelLimits.INTERRUPT_LINES ? byLine[line] : null;
    }

    /** An object for a line that has none; the line is masked. The pool is not empty. */
    Interrupt take(int line) {
        Interrupt interrupt = free;
        free = interrupt.nextFree;
        interrupt.line = line;
        interrupt.signalled = false;
        byLine[line] = interrupt;
        return interrupt;
    }

    /** No one refers to it any more: the line stays masked until it is granted again. */
    void give(Interrupt interrupt) {
        machine.maskInterrupt(interrupt.line);
        byLine[interrupt.line] = null;
        interrupt.nextFree = free;
        free = interrupt;
    }
}
