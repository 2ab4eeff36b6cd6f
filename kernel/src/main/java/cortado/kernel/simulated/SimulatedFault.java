package cortado.kernel.simulated;

/** A load or store that the processor refuses: to be handed to {@link cortado.kernel.Kernel#fault}. */
public final class SimulatedFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int cause;
    private final long address;

    SimulatedFault(int cause, long address) {
        super(cortado.abi.Cause.text(cause) + " at 0x" + Long.toHexString(address));
        this.cause = cause;
        this.address = address;
    }

    /** A {@link cortado.abi.Cause}. */
    public int why() {
        return cause;
    }

    /** The address that was not reached. */
    public long address() {
        return address;
    }
}
