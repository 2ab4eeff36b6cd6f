package cortado.kernel;

import cortado.abi.Cause;
import cortado.abi.HandleType;
import cortado.abi.Limits;

/**
 * An address space, a handle table, quotas and one thread. After its end it stays, without any of these, for as long as
 * a handle to it does.
 */
@SuppressWarnings("JavaLangClash") // The noun of the architecture; the kernel has no use for java.lang's.
final class Process extends KernelObject {
    /** Also the number of its context slot and address space. */
    final int number;

    final Context context;
    final HandleTable handles = new HandleTable();
    final VmSpace space = new VmSpace();
    /** Never used twice; 0 while no process is here. */
    int id;

    boolean alive;
    /** Its place and its handles are kept for its next life: it is the {@link FirstProcess}. */
    boolean stays;
    /** UTF-8, padded with NUL. */
    final byte[] name = new byte[Limits.PROCESS_NAME];
    /** Pages that it holds: folios it created, private memory, tables. */
    int pages;

    /** Of these, what has been touched of sparse folios. */
    int sparsePages;

    int pageQuota;
    /** Pages that it can count on having, those that it holds among them; 0 for none. See {@link Memory#reserve}. */
    int reserved;
    /** Objects that it created and that live. */
    int objects;

    int objectQuota;
    /** Of these, by {@link HandleType}. */
    final int[] made = new int[HandleType.COUNT];

    int channelQuota;
    int timerQuota;
    /** Limits it if its context refers to it. */
    final CpuShare share = new CpuShare();

    int watchCount;
    /** Calls that it was refused, and how many of them the log does not show yet. */
    int refused;

    int unsaid;
    /** Refusals that may still be shown, and since when they are counted. */
    int refusalsLeft;

    long refusalsSince;
    /** Nanoseconds that its vcpus ran which are no more. */
    long guestTime;

    int messages;
    /** The stack's lowest address; a fault less than the guard below it is a stack overflow. */
    long stack;

    int exitStatus;
    /** A {@link Cause}. */
    int cause = Cause.NONE;

    long faultPc;
    long faultAddress;
    /** Next in the pool's free list. */
    Process nextFree;

    Process(int number, Context context) {
        super(HandleType.PROCESS, number);
        this.number = number;
        this.context = context;
        context.process = this;
    }
}
