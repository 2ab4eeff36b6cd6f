package cortado.abi;

/** What becomes of the instruction that a vcpu stopped at: {@link VcpuPageLayout#ACTION}. */
public final class VcpuAction {
    private VcpuAction() {}

    /** It is done, with RESULTS if it has any. Right for every reason. */
    public static final int CONTINUE = 0;
    /** Execute it again, for something has changed: memory was mapped, or there is some now. */
    public static final int RETRY = 1;
    /** It is undefined: the guest takes that exception at its EL1. */
    public static final int UNDEFINED = 2;
    /** The access met an external abort: the guest takes that exception, with the address of the exit. */
    public static final int ABORT = 3;
}
