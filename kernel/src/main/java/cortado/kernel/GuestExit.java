package cortado.kernel;

/**
 * Why a guest was left, as arch code makes it out: one object a CPU, filled anew each time. What arch code has dealt
 * with itself (floating point, ID registers, undefined instructions) is {@link #NOTHING}.
 */
public final class GuestExit {
    /** The guest can go on. */
    public static final int NOTHING = 0;
    /** An access that stage 2 did not let pass: all fields but {@link #value} without {@link #write}. */
    public static final int MEMORY = 1;

    public static final int HVC = 2;
    public static final int SMC = 3;
    /** WFI. */
    public static final int WAIT = 4;
    /** A write of a register that interrupts other vcpus; {@link #value}. */
    public static final int SYSTEM_REGISTER = 5;
    /** SError, external abort, illegal state. */
    public static final int BROKEN = 6;

    public int kind;
    /** Bits 31:0 as the CPU gives them. */
    public long syndrome;
    /** The guest's virtual address. */
    public long virtualAddress;
    /** Guest-physical; -1 if the guest's own tables do not lead there any more. */
    public long address;
    /** Something is mapped there, but not for this. */
    public boolean permission;

    public boolean fetch;
    public boolean write;
    /** {@link #size} to {@link #wide} say what the instruction was. */
    public boolean decoded;
    /** Bytes. */
    public int size;

    public int register;
    public boolean signed;
    public boolean wide;
    /** What is stored. */
    public long value;
}
