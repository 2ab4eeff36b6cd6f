package cortado.abi;

/**
 * All that a guest can see of a vcpu: {@link Call#VCPU_GET} and {@link Call#VCPU_SET}, for its start, PSCI CPU_ON and
 * snapshots. {@code long}s, little-endian. A vcpu is created as after a reset: AArch64 at EL1 with the MMU and caches
 * off, interrupts masked (PSTATE 0x3c5), all other registers 0 but for the read-only ones; to start one, get its state,
 * set PC and x0, and set it.
 */
public final class VcpuStateLayout {
    private VcpuStateLayout() {}

    /** {@code long[31]}: x0 to x30. */
    public static final int X = 0;
    /** SP_EL0. */
    public static final int SP_EL0 = 248;

    public static final int PC = 256;
    /** As in SPSR_EL2. AArch64 at EL1 or EL0; what is neither becomes EL1h with interrupts masked. */
    public static final int PSTATE = 264;

    public static final int TPIDR_EL0 = 272;
    /** FPSR and FPCR. */
    public static final int FPSR = 280;

    public static final int FPCR = 288;
    /**
     * The registers of EL1 in the order of {@link #SYSTEM_REGISTERS}: SP_EL1, ELR, SPSR, SCTLR, CPACR, TTBR0, TTBR1,
     * TCR, MAIR, AMAIR, VBAR, CONTEXTIDR, ESR, FAR, AFSR0, AFSR1, PAR, TPIDR_EL1, TPIDRRO_EL0, CNTKCTL, CSSELR,
     * CNTV_CTL, CNTV_CVAL.
     */
    public static final int SYSTEM = 296;

    /** How many there are. */
    public static final int SYSTEM_REGISTERS = 23;
    /** CNTVOFF_EL2: the guest's count is the board's minus this. Set once for all vcpus of a VM, by the last SET. */
    public static final int COUNTER_OFFSET = SYSTEM + 8 * SYSTEM_REGISTERS;
    /** The board's count when the state was got. Read-only: a snapshot keeps it, to go on counting where it was. */
    public static final int COUNTER = COUNTER_OFFSET + 8;
    /** MPIDR_EL1: the vcpu's index in Aff0. Read-only. */
    public static final int MPIDR_EL1 = COUNTER + 8;
    /** {@code long[9]}: the virtual CPU interface: VMCR, then active priorities; see the GIC's manual. */
    public static final int INTERRUPTS = MPIDR_EL1 + 8;
    /** {@code long[64]}: v0 to v31, 16 bytes each. */
    public static final int VECTORS = INTERRUPTS + 9 * 8;

    public static final int SIZE = VECTORS + 512;
}
