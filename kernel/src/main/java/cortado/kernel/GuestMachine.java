package cortado.kernel;

import cortado.abi.SystemInfoLayout;

/**
 * What the kernel needs of a CPU to run guests, under {@link Machine}'s rules. Vcpus are numbered from 0 to
 * {@link KernelLimits#VCPUS} - 1; vcpu n has context {@link KernelLimits#PROCESSES} + n. Guest address spaces are
 * numbered as their VMs are. A vcpu's registers are touched only while no CPU runs it.
 *
 * <p>When a guest is left, arch code takes the kernel lock and calls {@link Kernel#guestLeft} before
 * {@link Kernel#dispatch}.
 */
public interface GuestMachine {
    /** {@link SystemInfoLayout#HYPERVISOR_READY}, or why there are no guests; then nothing below is called. */
    int status();

    /** List registers of a vcpu, 1 to 16. */
    int listCount();

    /** Ticks a second of a guest's counter. */
    long counterFrequency();

    /** The board's count now. */
    long counter();

    /** Physical address of the two pages of the GICv2 virtual CPU interface, or -1. */
    long interruptInterface();

    /** Table pages that {@link #createSpace} takes. */
    int spaceCost();

    void createSpace(int vm);

    /** As {@link Machine#destroySpace}; no CPU runs a vcpu of it. */
    void destroySpace(int vm);

    /** As {@link Machine#mapCost}. */
    int mapCost(int vm, long address, int pages);

    /**
     * As {@link Machine#map}, with {@link Machine#READ}, WRITE, EXECUTE and DEVICE; writable memory may be executable.
     */
    void map(int vm, long address, long physical, int pages, int access);

    /** As {@link Machine#unmap}. */
    void unmap(int vm, long address, int pages);

    /** Makes a vcpu as after a reset. */
    void reset(int vcpu, int vm, int index);

    /**
     * Has loads of a vcpu that was just reset find what a page holds: {@link cortado.abi.VcpuPageLayout#SHOWN}.
     *
     * @param address guest-physical, of a whole page
     * @param physical of the page, which stays until {@link #end}
     */
    void show(int vcpu, long address, long physical);

    /** Forgets a vcpu, as {@link Machine#endContext}. */
    void end(int vcpu);

    /** Why the guest on the calling CPU was left. */
    GuestExit exit();

    /** x0 to x30; 0 for 31. */
    long register(int vcpu, int number);

    /** Sets x0 to x30; nothing for 31. */
    void setRegister(int vcpu, int number, long value);

    long programCounter(int vcpu);

    /** Goes on behind the instruction. */
    void skip(int vcpu);

    /** Lets the guest take an undefined-instruction exception. */
    void undefined(int vcpu);

    /** Lets the guest take an external abort on an access. */
    void abort(int vcpu, long virtualAddress, boolean fetch);

    /** A list register, in the form of {@link cortado.abi.VcpuPageLayout#LIST}. */
    long list(int vcpu, int number);

    /** Sets a list register; the word has been checked. */
    void setList(int vcpu, int number, long interrupt);

    /** Whether an interrupt that asked for it has ended, or REFILL was asked for and few are in use. */
    boolean maintenance(int vcpu);

    /** Asks for {@link #maintenance} when at most one list register is in use. */
    void setRefill(int vcpu, boolean wanted);

    /** CNTV_CTL_EL0 as the guest would read it now. */
    long timerControl(int vcpu);

    /** When the virtual timer is due, in nanoseconds; {@link Long#MAX_VALUE} while it is off or masked. */
    long timerDeadline(int vcpu);

    /** Masks the virtual timer as the guest could. */
    void maskTimer(int vcpu);

    /** Fills {@link cortado.abi.VcpuStateLayout}. */
    void state(int vcpu, byte[] target);

    /** Sets {@link cortado.abi.VcpuStateLayout}, whatever is in it: what a guest may not have is made harmless. */
    void setState(int vcpu, byte[] source);
}
