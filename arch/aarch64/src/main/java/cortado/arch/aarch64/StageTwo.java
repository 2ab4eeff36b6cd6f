package cortado.arch.aarch64;

import cortado.kernel.Machine;

/** Bits of stage 2 descriptors (DDI 0487 D8.3.2, table D8-54), whose tables have the shape of {@link Descriptor}'s. */
final class StageTwo {
    private StageTwo() {}

    /** MemAttr: normal, write-back, inner and outer. */
    private static final long NORMAL = 0xf << 2;
    /** MemAttr: normal, not cacheable, inner and outer. */
    private static final long UNCACHED = 5 << 2;
    /** MemAttr: Device-nGnRE. */
    private static final long DEVICE = 1 << 2;

    private static final long READ = 1 << 6;
    private static final long WRITE = 1 << 7;
    /** No execution at EL1 or EL0. */
    private static final long XN = 1L << 54;

    /** VTCR_EL2 (D19.2.156): RES1; 39 bits from level 1; write-back, inner-shareable walks; 8-bit VMIDs. */
    private static final long CONTROL = (1L << 31) | (3 << 12) | (1 << 10) | (1 << 8) | (1 << 6) | 25;

    private static final int SIZE_SHIFT = 16;
    private static final int LARGEST_SIZE = 5;
    private static final int VMID_SHIFT = 48;

    /** A page with the access bits of {@link Machine}. */
    static long page(int access) {
        long bits = Descriptor.LEAF | Descriptor.ACCESSED | READ;
        if ((access & Machine.WRITE) != 0) {
            bits |= WRITE;
        }
        if ((access & Machine.EXECUTE) == 0) {
            bits |= XN;
        }
        return (access & Machine.DEVICE) != 0 ? bits | DEVICE | XN : bits | NORMAL | Descriptor.SHARED;
    }

    /** A page that a device may read and write: as its driver maps it, not cached. */
    static long devicePage() {
        return Descriptor.LEAF | Descriptor.ACCESSED | READ | WRITE | XN | UNCACHED;
    }

    /** VTCR_EL2 for a CPU with so large physical addresses (ID_AA64MMFR0_EL1.PARange). */
    static long control(int physicalRange) {
        return CONTROL | ((long) Math.min(physicalRange, LARGEST_SIZE) << SIZE_SHIFT);
    }

    /** VTTBR_EL2 of a VM: VMID 0 is the kernel's own. */
    static long root(int vm, long table) {
        return ((vm + 1L) << VMID_SHIFT) | table;
    }
}
