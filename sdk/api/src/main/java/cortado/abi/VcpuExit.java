package cortado.abi;

/**
 * Why a vcpu stopped: {@link VcpuPageLayout#REASON}. All else a guest does, the kernel deals with: memory that is
 * touched first, WFI, the virtual timer, floating point, ID registers, debug registers (read as zero), instructions
 * that the CPU does not have or the guest may not use (undefined), cache maintenance by set and way (nothing).
 */
public final class VcpuExit {
    private VcpuExit() {}

    /** None yet: it was created or set, and has not run. */
    public static final int NONE = 0;
    /**
     * A load or store where nothing is mapped, or a store where only reads are: ADDRESS, SIZE, REGISTER, FLAGS and, for
     * a store, VALUE. {@link VcpuAction#CONTINUE} completes it, a load with {@link VcpuPageLayout#RESULTS RESULTS[0]}.
     */
    public static final int MMIO = 1;
    /** HVC with the immediate in SYNDROME bits 15:0: ARGUMENTS hold x0 to x7; CONTINUE sets x0 to x3 from RESULTS. */
    public static final int HVC = 2;
    /** SMC, likewise; the kernel has not passed it on to firmware. */
    public static final int SMC = 3;
    /** WFI, only with {@link VcpuPageLayout#EXIT_ON_WAIT}; CONTINUE goes on behind it. */
    public static final int WAIT = 4;
    /**
     * The virtual timer is due, and {@link VcpuPageLayout#TIMER_INTERRUPT} is 0 or there was no free list register. The
     * kernel has set IMASK of the guest's CNTV_CTL_EL0, which the guest clears when it handles the interrupt.
     */
    public static final int TIMER = 5;
    /** An interrupt with {@link VcpuPageLayout#NOTIFY_END} ended, or with REFILL few list registers are in use. */
    public static final int MAINTENANCE = 6;
    /** {@link Call#VCPU_KICK}. */
    public static final int KICKED = 7;
    /**
     * There was no memory for a page at ADDRESS that the guest touched, or the quota of the folio's creator is used up.
     * {@link VcpuAction#RETRY} tries again.
     */
    public static final int NO_MEMORY = 8;
    /**
     * An access that cannot be carried out: to ADDRESS where nothing is mapped by an instruction that says too little
     * (a pair, write-back, vectors, atomics, a table walk), a fetch from there (FLAGS FETCH), or an execution without
     * right. {@link VcpuAction#ABORT} is what hardware would do.
     */
    public static final int FAULT = 9;
    /**
     * GICv3: a write of ICC_SGI1R_EL1 ({@link VcpuPageLayout#VALUE}), to be answered by interrupting the vcpus that it
     * names; SYNDROME tells which register, if it is ICC_ASGI1R_EL1 or ICC_SGI0R_EL1.
     */
    public static final int SYSTEM_REGISTER = 10;
    /**
     * The guest cannot go on: an SError or an external abort that it caused, or an illegal state. SYNDROME has more.
     */
    public static final int BROKEN = 11;

    /** The word for a log. */
    public static String text(int reason) {
        return switch (reason) {
            case NONE -> "none";
            case MMIO -> "mmio";
            case HVC -> "hvc";
            case SMC -> "smc";
            case WAIT -> "wait";
            case TIMER -> "timer";
            case MAINTENANCE -> "maintenance";
            case KICKED -> "kicked";
            case NO_MEMORY -> "no memory";
            case FAULT -> "fault";
            case SYSTEM_REGISTER -> "system register";
            case BROKEN -> "broken";
            default -> "exit " + reason;
        };
    }
}
