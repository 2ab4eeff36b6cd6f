package cortado.arch.aarch64;

import cortado.kernel.Machine;

/**
 * Bits of VMSAv8-64 stage 1 descriptors with 4 KiB granule and 39-bit halves (DDI 0487 D8.3): three levels, whose
 * entries stand for 1 GiB, 2 MiB and 4 KiB. The numbers are those of layout.h.
 */
final class Descriptor {
    private Descriptor() {}

    static final int PAGE_SHIFT = 12;
    static final int PAGE = 1 << PAGE_SHIFT;
    static final int ENTRIES = 512;

    static final long VALID = 1;
    static final long BLOCK = 1;
    static final long TABLE = 3;
    static final long LEAF = 3;

    /** AttrIndx of the MAIR_EL1 slots that boot.S sets. */
    static final long DEVICE = 0;

    static final long NORMAL = 1L << 2;
    static final long UNCACHED = 2L << 2;

    static final long USER = 1L << 6;
    static final long READ_ONLY = 1L << 7;
    static final long SHARED = 3L << 8;
    static final long ACCESSED = 1L << 10;
    static final long NOT_GLOBAL = 1L << 11;
    static final long PXN = 1L << 53;
    static final long UXN = 1L << 54;

    /** Bits 47:12, the output address. */
    static final long ADDRESS = 0x0000_ffff_ffff_f000L;

    /** Kernel data: read, write, no execute. */
    static final long KERNEL_MEMORY = NORMAL | SHARED | ACCESSED | PXN | UXN;
    /** Registers the kernel drives. */
    static final long KERNEL_DEVICE = DEVICE | ACCESSED | PXN | UXN;

    /** Bytes that one entry of a table at {@code level} (1 to 3) stands for, as a power of two. */
    static int shift(int level) {
        return PAGE_SHIFT + 9 * (3 - level);
    }

    /** The entry for an address in a table at {@code level}. */
    static int index(long address, int level) {
        return (int) (address >>> shift(level)) & (ENTRIES - 1);
    }

    static boolean isTable(long descriptor) {
        return (descriptor & 3) == TABLE;
    }

    static boolean isValid(long descriptor) {
        return (descriptor & VALID) != 0;
    }

    /** A page of user memory with the access bits of {@link Machine}. */
    static long userPage(int access) {
        long bits = LEAF | USER | ACCESSED | NOT_GLOBAL | PXN;
        if ((access & Machine.WRITE) == 0) {
            bits |= READ_ONLY;
        }
        if ((access & Machine.EXECUTE) == 0 || (access & Machine.WRITE) != 0) {
            bits |= UXN;
        }
        if ((access & Machine.DEVICE) != 0) {
            return bits | DEVICE | UXN;
        }
        return bits | SHARED | ((access & Machine.UNCACHED) != 0 ? UNCACHED : NORMAL);
    }
}
