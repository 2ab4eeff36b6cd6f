package cortado.arch.aarch64;

/**
 * The virtual side of an interrupt controller: list registers go in before a guest runs and come out when it is left.
 */
interface GuestGic {
    /** List registers, 1 to 16. */
    int listCount();

    /** Prepares the calling CPU. */
    void initializeCpu(int cpu);

    /** What a vcpu is about to run with on the calling CPU. */
    void enter(int cpu, int vcpu);

    /** What a vcpu leaves behind on the calling CPU. */
    void leave(int cpu, int vcpu);

    /** A vcpu is gone, or its state was set. */
    void forget(int vcpu);
}
