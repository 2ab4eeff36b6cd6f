package cortado.abi;

/** What {@link Call#PROCESS_INFO} tells. Little-endian. */
public final class ProcessInfoLayout {
    private ProcessInfoLayout() {}

    /** {@code int}: kernel-wide number, never used twice. */
    public static final int ID = 0;
    /** {@code int}: a {@link ProcessState}. */
    public static final int STATE = 4;
    /** {@code long}: nanoseconds on a CPU. */
    public static final int CPU_TIME = 8;
    /** {@code long}: bytes held now. */
    public static final int MEMORY_USED = 16;
    /** {@code long}: bytes granted. */
    public static final int MEMORY_QUOTA = 24;
    /** {@code int}. */
    public static final int HANDLES = 32;
    /** {@code int}. */
    public static final int OBJECTS = 36;
    /** {@code int}: the status given to EXIT, or a {@link Cause}'s negative for a fault. */
    public static final int EXIT_STATUS = 40;
    /** {@code int}: a {@link Cause}. */
    public static final int CAUSE = 44;
    /** {@code long}: where the program counter was when it faulted. */
    public static final int FAULT_PC = 48;
    /** {@code long}: the address that it could not reach. */
    public static final int FAULT_ADDRESS = 56;
    /** {@code int}. */
    public static final int PRIORITY = 64;
    /** {@code int}: the CPU it runs or last ran on. */
    public static final int CPU = 68;
    /** {@code byte[32]}. */
    public static final int NAME = 72;

    /** {@code int}: calls that the kernel refused it for want of a handle, a right, a valid address or a quota. */
    public static final int REFUSED = 104;
    /** {@code int}: how often it was held back because its CPU share was used up. */
    public static final int HELD = 108;

    /** {@code long}: of the bytes held, those in touched pages of {@link FolioFlag#SPARSE} folios: guests' RAM. */
    public static final int SPARSE_USED = 112;

    public static final int SIZE = 120;
}
