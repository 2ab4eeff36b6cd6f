package cortado.api.vm;

import cortado.abi.Call;
import cortado.abi.Status;
import cortado.api.Handle;
import cortado.api.StatusException;
import cortado.platform.Platform;

/**
 * A virtual CPU. The kernel runs it; a poll reports {@link cortado.abi.Signals#SIGNALLED} while it is stopped with an
 * exit in its {@link #page()}. Closing it ends it.
 */
public final class Vcpu extends Handle {
    private final VcpuPage page;

    Vcpu(Handle handle, VcpuPage page) {
        super(handle.move());
        this.page = page;
    }

    /** Its run page; while it runs, what is read there is old and what is written is lost. */
    public VcpuPage page() {
        return page;
    }

    /** Answers the exit as the page says and lets the guest go on; returns at once. It must be stopped. */
    public void run() {
        StatusException.check("run vcpu", Platform.current().call(Call.VCPU_RUN, number(), 0, 0, 0));
    }

    /** Stops it soon, with an exit KICKED unless another came first; nothing happens if it is stopped. */
    public void kick() {
        StatusException.check("kick vcpu", Platform.current().call(Call.VCPU_KICK, number(), 0, 0, 0));
    }

    /**
     * Interrupts a guest that runs or waits, without an exit.
     *
     * @param interrupt a word as in {@link cortado.abi.VcpuPageLayout#LIST}, pending
     * @return whether it was done: if not, the vcpu is stopped (put it into the page) or has no free list register
     *     (kick it, then put it into the page)
     */
    public boolean inject(long interrupt) {
        long result = Platform.current().call(Call.VCPU_INJECT, number(), interrupt, 0, 0);
        if (result == Status.BUSY || result == Status.WOULD_BLOCK) {
            return false;
        }
        StatusException.check("interrupt vcpu", result);
        return true;
    }

    /** All its registers; it must be stopped. */
    public VcpuState state() {
        VcpuState state = new VcpuState();
        StatusException.check(
                "state of vcpu", Platform.current().callBuffer2(Call.VCPU_GET, number(), state.bytes(), 0, 0));
        return state;
    }

    /** Sets all its registers; it must be stopped. The last exit needs no answer any more. */
    public void set(VcpuState state) {
        StatusException.check(
                "set state of vcpu", Platform.current().callBuffer2(Call.VCPU_SET, number(), state.bytes(), 0, 0));
    }

    /** Ends it and gives its page up. */
    @Override
    public void close() {
        super.close();
        page.close();
    }
}
