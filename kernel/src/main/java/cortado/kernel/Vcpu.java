package cortado.kernel;

import cortado.abi.HandleType;

/** A virtual CPU: something that the scheduler runs, and what its VMM has been told. */
final class Vcpu extends KernelObject {
    /** Interrupts that wait for a list register, beyond what VCPU_INJECT found free. */
    static final int WAITING_INTERRUPTS = 4;

    final Context context;
    Vm vm;
    int index;
    /** The run page, and what is shown to the guest if there is a second one. */
    Folio page;
    /** The VMM has its exit, or it has never run. */
    boolean stopped;
    /** Its exit has not been answered yet: a poll sees it. */
    boolean signalled;
    /** Who let it run and waits in a poll since: hears of the exit without the poll; or null. */
    Context runner;
    /** In WFI, until its timer is due or something is injected. */
    boolean waiting;

    /** The last exit, which the answer completes: a {@link cortado.abi.VcpuExit}. */
    int reason;

    int accessSize;
    int register;
    boolean write;
    boolean signed;
    boolean wide;
    boolean fetch;
    long virtualAddress;
    /** The VMM's wishes: {@link cortado.abi.VcpuPageLayout}. */
    int control;

    long timerInterrupt;
    /** {@link cortado.abi.VcpuPageLayout#SELF_INTERRUPT} and where the guest asks for it. */
    long selfInterrupt;

    long selfRegister;
    final long[] interrupts = new long[WAITING_INTERRUPTS];
    int interruptCount;
    /** Next in the pool's free list, or of those whose last reference is gone. */
    Vcpu nextFree;

    Vcpu(int number) {
        super(HandleType.VCPU, number);
        context = new Context(KernelLimits.PROCESSES + number);
        context.vcpu = this;
    }

    int number() {
        return KernelObject.number(word);
    }
}
