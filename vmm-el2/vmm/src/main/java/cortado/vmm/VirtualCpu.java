package cortado.vmm;

import cortado.abi.VcpuPageLayout;
import cortado.api.Poll;
import cortado.api.vm.Vcpu;
import cortado.api.vm.VcpuPage;
import cortado.api.vm.VcpuState;
import cortado.vmm.gic.GicV2;
import cortado.vmm.gic.ListRegisters;
import cortado.vmm.gic.RegisterPage;

/** One CPU of a guest: the kernel's vcpu, and what the virtual machine knows of it. */
final class VirtualCpu implements ListRegisters, RegisterPage {
    final int number;
    final Vcpu vcpu;
    final VcpuPage page;
    /** After its reset, for each time it is switched on. */
    private final byte[] reset;

    private final int count;
    private boolean running;
    private boolean on;
    private int control;
    private long timer;
    private long self;

    VirtualCpu(int number, Vcpu vcpu) {
        this.number = number;
        this.vcpu = vcpu;
        this.page = vcpu.page();
        this.count = page.listCount();
        this.reset = vcpu.state().bytes().clone();
    }

    boolean isOn() {
        return on;
    }

    /** Switches it on; it has to be run then. */
    void on(long entry, long context) {
        vcpu.set(new VcpuState(reset.clone()).pc(entry).x(0, context));
        on = true;
    }

    void off() {
        on = false;
    }

    void run() {
        running = true;
        vcpu.run();
    }

    /** Runs it and waits: whether it has stopped again, or else the poll has something to tell. */
    boolean runIn(Poll poll) {
        running = true;
        return poll.run(vcpu);
    }

    /** The kernel says that it has stopped with an exit. */
    void hasStopped() {
        running = false;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public boolean stopped() {
        return !running;
    }

    @Override
    public long get(int register) {
        return page.list(register);
    }

    @Override
    public void set(int register, long word) {
        page.list(register, word);
    }

    @Override
    public void refill(boolean exit) {
        int bits = exit ? VcpuPageLayout.REFILL : 0;
        if (bits != control) {
            control = bits;
            page.control(bits);
        }
    }

    @Override
    public void timer(long word) {
        if (word != timer) {
            timer = word;
            page.timerInterrupt(word);
        }
    }

    @Override
    public void self(long word) {
        if (word != self) {
            self = word;
            page.selfInterrupt(word, GuestMap.GICD + GicV2.SGIR);
        }
    }

    @Override
    public void show(int offset, int value) {
        page.show(offset, value);
    }

    @Override
    public boolean inject(long word) {
        return vcpu.inject(word);
    }

    @Override
    public void kick() {
        vcpu.kick();
    }
}
