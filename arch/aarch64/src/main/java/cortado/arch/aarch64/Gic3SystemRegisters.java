package cortado.arch.aarch64;

/** The CPU interface of GICv3 (IHI 0069 §12.2): system registers on the board, a simulation in tests. */
interface Gic3SystemRegisters {
    /** ICC_IAR1_EL1. */
    int acknowledge();

    /** ICC_EOIR1_EL1. */
    void end(int interrupt);

    /** ICC_SGI1R_EL1. */
    void send(long value);

    /** Turns the interface on: system registers, all priorities, no preemption, group 1. */
    void enable();
}
