package cortado.abi;

/**
 * The run page of a vcpu: how kernel and VMM hand over. Little-endian. While the vcpu is stopped the page is the VMM's;
 * from {@link Call#VCPU_RUN} until SIGNALLED it is the kernel's, and what the VMM stores there meanwhile is lost. The
 * kernel believes nothing in it.
 */
public final class VcpuPageLayout {
    private VcpuPageLayout() {}

    // The exit, written by the kernel.

    /** {@code int}: a {@link VcpuExit}. */
    public static final int REASON = 0;
    /** {@code int}: {@link #WRITE}, {@link #SIGNED}, {@link #WIDE}, {@link #FETCH}. */
    public static final int FLAGS = 4;
    /** {@code int}: bytes of the access: 1, 2, 4 or 8. */
    public static final int ACCESS_SIZE = 8;
    /** {@code int}: the general register that it loads or stores, 31 for the zero register. */
    public static final int REGISTER = 12;
    /** {@code long}: the guest-physical address. */
    public static final int ADDRESS = 16;
    /** {@code long}: what is stored, zero-extended from the access's size. */
    public static final int VALUE = 24;
    /** {@code long}: ESR_EL2 (DDI 0487 D19.2.37). */
    public static final int SYNDROME = 32;
    /** {@code long}: the guest's virtual address of a fault (FAR_EL2). */
    public static final int VIRTUAL_ADDRESS = 40;
    /** {@code long}: the guest's program counter, at the instruction. */
    public static final int PC = 48;
    /** {@code long}: CNTV_CTL_EL0 as the guest would read it; bit 2: due. */
    public static final int TIMER_CONTROL = 56;
    /** {@code long[8]}: x0 to x7 at HVC and SMC. */
    public static final int ARGUMENTS = 64;

    // The answer, read by the kernel when the vcpu is run.

    /** {@code int}: a {@link VcpuAction}; the kernel sets it to CONTINUE at each exit. */
    public static final int ACTION = 128;
    /** {@code int}: {@link #EXIT_ON_WAIT} and {@link #REFILL}; stays as the VMM set it. */
    public static final int CONTROL = 132;
    /**
     * {@code long[4]}: x0 to x3 after HVC and SMC, where the kernel leaves what they are; the first is what a load
     * reads, of which the kernel takes the bytes of the access and extends them.
     */
    public static final int RESULTS = 136;
    /**
     * {@code long}: the interrupt, like those in {@link #LIST}, that the kernel itself puts into a free list register
     * when the virtual timer is due; 0, as at first, for an exit TIMER instead. Stays as the VMM set it: set it when
     * the guest enables the timer's interrupt (27) or changes its priority. It then shows up in LIST without the VMM's
     * doing.
     */
    public static final int TIMER_INTERRUPT = 168;

    // Constant, written by the kernel when the vcpu is created.

    /** {@code int}: how many list registers there are, 1 to 16. */
    public static final int LIST_COUNT = 176;
    /** {@code int}: 2 or 3: which GIC the guest has. */
    public static final int GIC_VERSION = 180;
    /** {@code long}: CNTFRQ_EL0, ticks a second of the guest's counter. */
    public static final int COUNTER_FREQUENCY = 184;

    /**
     * {@code long[16]}: the list registers, as they are at the exit and as they shall be from the run on. An interrupt
     * is a word of these parts, whichever GIC there is (IHI 0069 12.4.5, without HW):
     *
     * <ul>
     *   <li>bits 9:0, its number; at most 1019, in one list register at most
     *   <li>bits 34:32, GICv2 guests: the vcpu that sent it, for numbers below 16
     *   <li>bit 41, {@link #NOTIFY_END}
     *   <li>bits 55:48, its priority, 0 the most urgent; GICv2 hardware keeps bits 55:51
     *   <li>bit 60, its group: 0 for GICv2 guests, which take it as an IRQ (GICC_CTLR bit 0), 1 for GICv3 guests
     *   <li>bits 63:62, its state: {@link #INACTIVE} (the list register is free), {@link #PENDING}, {@link #ACTIVE}
     * </ul>
     */
    public static final int LIST = 192;

    // More of the answer, which stays as the VMM set it.

    /**
     * {@code long}: what the kernel itself puts into a list register when the vcpu sends itself an SGI; 0, as at first,
     * for an exit. A word as in {@link #LIST} without number, sender and state, which come from the guest: all SGIs
     * have this priority and group and are enabled. It then shows up in LIST without the VMM's doing.
     */
    public static final int SELF_INTERRUPT = LIST + 16 * 8;
    /** {@code long}: the guest-physical address of GICD_SGIR (IHI 0048B 4.3.15); not looked at for GICv3 guests. */
    public static final int SELF_REGISTER = SELF_INTERRUPT + 8;

    /** Bytes that have a meaning. */
    public static final int SIZE = SELF_REGISTER + 8;

    // The page behind the run page, if the folio has one; always the VMM's.

    /**
     * {@code byte[4096]}: what a guest finds in the page of its memory that {@link Call#VCPU_CREATE} was told: an
     * aligned load of a word that is marked gives the word of this page at the same offset, at once and without an
     * exit. All else there is as if this page did not exist.
     */
    public static final int SHOWN = Limits.PAGE;
    /**
     * {@code int[32]}: a bit for each word of the page, the lowest of the first for the word at offset 0. What these
     * marks lie in place of cannot be shown: IMPLEMENTATION DEFINED or reserved in the first page of a GIC distributor.
     */
    public static final int SHOWN_MARKS = SHOWN + 0xe80;

    /** Bytes of {@link #SHOWN_MARKS}. */
    public static final int SHOWN_MARKS_SIZE = Limits.PAGE / 4 / 8;

    /** {@link #FLAGS}: a store. */
    public static final int WRITE = 1;
    /** {@link #FLAGS}: the load extends the sign. */
    public static final int SIGNED = 2;
    /** {@link #FLAGS}: the register is an X register. */
    public static final int WIDE = 4;
    /** {@link #FLAGS}: an instruction was to be fetched. */
    public static final int FETCH = 8;

    /** {@link #CONTROL}: WFI is an exit. */
    public static final int EXIT_ON_WAIT = 1;
    /**
     * {@link #CONTROL}: an exit MAINTENANCE as soon as at most one list register is in use: for a VMM with more pending
     * interrupts than list registers. The VMM has to fill at least two, or clear it.
     */
    public static final int REFILL = 2;

    /** {@link #LIST}: an exit MAINTENANCE when the guest ends the interrupt. */
    public static final long NOTIFY_END = 1L << 41;
    /** {@link #LIST}: group 1. */
    public static final long GROUP_1 = 1L << 60;
    /** {@link #LIST}: nothing there. */
    public static final long INACTIVE = 0;
    /** {@link #LIST}: waits for the guest to take it. */
    public static final long PENDING = 1L << 62;
    /** {@link #LIST}: the guest has taken it and not yet ended it; with PENDING, it came again. */
    public static final long ACTIVE = 1L << 63;
}
