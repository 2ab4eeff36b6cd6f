package cortado.app.vmm;

import cortado.api.Memory;
import cortado.linux.VmRequest;
import java.util.function.LongUnaryOperator;

/**
 * Room for a virtual machine. All memory that it may ever take is set aside before it starts: its guest's pages come to
 * be when they are touched, but none of them can turn out not to be there, so no virtual machine ends because another
 * was started.
 */
final class Room {
    private static final long MEBIBYTE = 1L << 20;
    private static final long PAGE = 4096;
    /** Bytes of a guest that one page of tables or of a folio's index is for. */
    private static final long SPAN = 2 * MEBIBYTE;
    /** Tables of guest and VMM, and the index; each has a few pages at its ends and above. */
    private static final int TREES = 3;

    private static final int ENDS = 4;
    /** Run pages, interrupt interface and what else the VMM has besides its heap. */
    private static final long OWN = 256 * 1024;
    /** Bytes that travel between a device and the file server at once, and their tables. */
    private static final long DEVICE = 256 * 1024;
    /** What is left to all others, so that a driver that dies can be started again. */
    static final long SPARE = 8 * MEBIBYTE;
    /** A guest as small as is worth a proposal, and the step from one to the next. */
    private static final long LEAST = 64 * MEBIBYTE;

    private static final long STEP = 8 * MEBIBYTE;

    private Room() {}

    /** All that a virtual machine may take, in bytes. */
    static long of(VmRequest request) {
        return of(request, request.memory());
    }

    private static long of(VmRequest request, long memory) {
        long devices = (long) request.shares().size() + request.disks().size();
        return memory + TREES * (memory / SPAN + ENDS) * PAGE + OWN + DEVICE * devices;
    }

    /** Sets it aside for this process: null, or a sentence that says what is missing and what to try. */
    static String take(VmRequest request) {
        return take(request, Memory::reserve);
    }

    /** The same with another way of setting aside, which is {@link Memory#reserve}'s. */
    static String take(VmRequest request, LongUnaryOperator reserve) {
        long there = reserve.applyAsLong(0) - SPARE;
        if (there >= of(request)) {
            there = reserve.applyAsLong(of(request));
            if (there >= of(request)) {
                return null;
            }
        }
        long smaller = request.memory() - 1;
        smaller -= smaller % STEP;
        while (smaller >= LEAST && of(request, smaller) > there) {
            smaller -= STEP;
        }
        return "no memory for a virtual machine of " + mebibytes(request.memory()) + " MiB: "
                + mebibytes(Math.max(there, 0)) + " MiB free; "
                + (smaller >= LEAST
                        ? "try --memory " + mebibytes(smaller) + "M"
                        : "end another one first, 'linux ps' lists them");
    }

    private static long mebibytes(long bytes) {
        return bytes / MEBIBYTE;
    }
}
