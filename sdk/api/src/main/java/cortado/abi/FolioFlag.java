package cortado.abi;

/** Properties of a folio: bits. */
public final class FolioFlag {
    private FolioFlag() {}

    /** Memory that a device may reach: mapped uncached, its bus address can be asked. */
    public static final int DMA = 1;
    /** Device registers. Never given by {@link Call#FOLIO_CREATE}. */
    public static final int DEVICE = 1 << 1;
    /**
     * Each page gets its memory, zeroed and charged to the folio's creator, when it is first touched: by a process that
     * maps it, by a guest, or by the kernel for either. Pages lie anywhere; at most {@link Limits#SPARSE_FOLIO} bytes.
     * A process that touches a page when there is no memory left ends with {@link Cause#OUT_OF_MEMORY}; see
     * {@link Call#FOLIO_COMMIT}. Not together with the others.
     */
    public static final int SPARSE = 1 << 2;
}
