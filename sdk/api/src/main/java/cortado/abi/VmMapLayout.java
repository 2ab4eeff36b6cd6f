package cortado.abi;

/**
 * The parameters of {@link Call#VM_MAP}. Little-endian; no alignment is asked.
 *
 * <p>What the guest touches without a mapping is an {@link VcpuExit#MMIO} exit. So is a write to what is mapped without
 * {@link Rights#WRITE}: a page of registers whose reads have no effect can be shown to the guest as memory, and only
 * its writes reach the VMM. The folio lives at least as long as the mapping.
 */
public final class VmMapLayout {
    private VmMapLayout() {}

    /** {@code int}: a folio, needs MAP and each of {@link #RIGHTS}; or {@link #INTERRUPT_INTERFACE}. */
    public static final int FOLIO = 0;
    /**
     * {@code int}: what the guest may do: READ, with WRITE, EXECUTE or both. Memory is cached; a DMA or DEVICE folio is
     * refused (ACCESS_DENIED).
     */
    public static final int RIGHTS = 4;
    /** {@code long}: bytes into the folio, whole pages. */
    public static final int OFFSET = 8;
    /** {@code long}: bytes, whole pages. */
    public static final int LENGTH = 16;
    /** {@code long}: where in guest-physical memory, whole pages; must be free, below {@link Limits#GUEST_END}. */
    public static final int ADDRESS = 24;

    public static final int SIZE = 32;

    /**
     * In the place of a folio: the GICv2 virtual CPU interface (GICV, 8 KiB), which a guest uses as its GICC without
     * exits. Rights, offset and length are ignored; NOT_SUPPORTED where the board has a GICv3, whose guests use system
     * registers.
     */
    public static final int INTERRUPT_INTERFACE = 0;
}
