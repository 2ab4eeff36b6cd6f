package cortado.api.vm;

import cortado.abi.Call;
import cortado.api.Handle;
import cortado.api.StatusException;
import cortado.platform.Platform;

/** The right to make virtual machines, from the environ. */
public final class Hypervisor extends Handle {
    /** Takes over the handle. */
    public Hypervisor(Handle handle) {
        super(handle.move());
    }

    /**
     * A virtual machine without memory or CPUs, which count against this process's quotas.
     *
     * @throws StatusException QUOTA_EXCEEDED, TABLE_FULL or NO_MEMORY
     */
    public Vm createVm() {
        return new Vm(new Handle((int) StatusException.check(
                "create virtual machine", Platform.current().call(Call.VM_CREATE, number(), 0, 0, 0))));
    }
}
