package cortado.api;

import cortado.abi.Call;
import cortado.platform.Platform;

/**
 * A device's interrupt, granted by the environ. When it fires the kernel masks the line and a poll reports SIGNALLED
 * until {@link #acknowledge()}: first silence the device, then acknowledge.
 */
public final class Interrupt extends Handle {
    public Interrupt(Handle handle) {
        super(handle.move());
    }

    /** Clears the signal and lets the line fire again; also to be called once at the start. */
    public void acknowledge() {
        StatusException.check(
                "acknowledge interrupt", Platform.current().call(Call.INTERRUPT_ACKNOWLEDGE, number(), 0, 0, 0));
    }
}
