package cortado.trials.guest;

import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.VcpuExit;
import cortado.abi.VcpuPageLayout;
import cortado.api.Clock;
import cortado.api.Folio;
import cortado.api.Poll;
import cortado.api.vm.Hypervisor;
import cortado.api.vm.Vcpu;
import cortado.api.vm.VcpuPage;
import cortado.api.vm.VcpuState;
import cortado.api.vm.Vm;

/** A virtual machine that runs {@link GuestCode} in sparse memory, with its exits one by one. */
final class BareGuest implements AutoCloseable {
    /** Where the code, and memory behind it, is. */
    static final long MEMORY = 0x4000_0000L;

    static final long SIZE = 8L << 20;
    /** Where a GICv2's CPU interface is. */
    static final long GICC = 0x801_0000L;
    /** The page whose words the vcpu may be shown. */
    static final long SHOWN = 0x808_0000L;
    /** Where nothing is. */
    static final long NOWHERE = 0x900_0000L;
    /** The immediate of the HVC that ends a guest's work. */
    static final int FINISH = 1;

    private static final int PATIENCE = 20_000;

    final Vm vm;
    final Folio memory;
    final Vcpu vcpu;
    final VcpuPage page;
    private final Poll poll = new Poll();

    BareGuest(Hypervisor hypervisor) {
        vm = hypervisor.createVm();
        memory = Folio.createSparse(SIZE);
        vm.map(memory, 0, SIZE, MEMORY, Rights.READ | Rights.WRITE | Rights.EXECUTE);
        vcpu = vm.createVcpu(0, SHOWN);
        page = vcpu.page();
        if (page.gicVersion() == 2) {
            vm.mapInterruptInterface(GICC);
        }
        byte[] code = GuestCode.bytes();
        memory.write(0, code, 0, code.length);
        poll.add(vcpu, Signals.SIGNALLED, vcpu);
    }

    /** Prepares a vcpu for some work. */
    static void prepare(Vcpu target, int work, long... arguments) {
        VcpuState state = target.state().pc(MEMORY).x(0, work);
        for (int i = 0; i < arguments.length; i++) {
            state.x(i + 1, arguments[i]);
        }
        target.set(state);
    }

    /** Starts some work. */
    void start(int work, long... arguments) {
        prepare(vcpu, work, arguments);
        vcpu.run();
    }

    /** Lets it go on to its next exit: a {@link VcpuExit}, or NONE if none comes in time. */
    int go() {
        vcpu.run();
        return await(PATIENCE);
    }

    /** Lets it go on to its next exit, in as few calls as it takes. */
    int goOn() {
        while (!poll.run(vcpu)) { // nothing else is watched, but an exit of earlier may still be told
            poll.next(Clock.NOW);
        }
        return page.reason();
    }

    /** Waits for its next exit. */
    int await(long milliseconds) {
        Poll.Event event = poll.next(Clock.after(milliseconds));
        return event == null ? VcpuExit.NONE : page.reason();
    }

    /** Lets the guest have the CPU for so many nanoseconds. */
    void letPass(long nanoseconds) {
        poll.next(Clock.nanos() + nanoseconds);
    }

    int await() {
        return await(PATIENCE);
    }

    /** Whether it stopped at HVC with this immediate. */
    boolean called(int immediate) {
        return page.reason() == VcpuExit.HVC && (page.syndrome() & 0xffff) == immediate;
    }

    /** The word that GICC and system registers take for the CPU interface: its address, or 0. */
    long interruptInterface() {
        return page.gicVersion() == 2 ? GICC : 0;
    }

    /** An interrupt that is pending. */
    long pending(int number) {
        long group = page.gicVersion() == 2 ? 0 : VcpuPageLayout.GROUP_1;
        return VcpuPageLayout.PENDING | group | 0xa0L << 48 | number;
    }

    @Override
    public void close() {
        poll.close();
        vcpu.close();
        memory.close();
        vm.close();
    }
}
