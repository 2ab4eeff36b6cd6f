package cortado.abi;

/** Properties of a folio: bits. */
public final class FolioFlag {
    private FolioFlag() {}

    /** Memory that a device may reach: mapped uncached, its bus address can be asked. */
    public static final int DMA = 1;
    /** Device registers. Never given by {@link Call#FOLIO_CREATE}. */
    public static final int DEVICE = 1 << 1;
}
