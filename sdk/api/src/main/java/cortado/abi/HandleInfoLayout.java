package cortado.abi;

/** One entry of {@link Call#PROCESS_HANDLES}. */
public final class HandleInfoLayout {
    private HandleInfoLayout() {}

    /** {@code int}. */
    public static final int HANDLE = 0;
    /** {@code int}: a {@link HandleType}. */
    public static final int TYPE = 4;
    /** {@code int}: {@link Rights}. */
    public static final int RIGHTS = 8;
    /**
     * {@code int}: what it stands for: a channel's queued messages, a folio's pages, a process's id, an interrupt's
     * line.
     */
    public static final int DETAIL = 12;

    public static final int SIZE = 16;
}
