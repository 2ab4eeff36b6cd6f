package cortado.kernel;

import cortado.abi.FolioFlag;
import cortado.abi.HandleType;

/** A run of physical pages: RAM, or a device's registers; or pages that come to be one by one. */
final class Folio extends KernelObject {
    /** Of the first page; of the index if it is sparse. */
    long physical;

    int pages;
    /** {@link FolioFlag}s. */
    int flags;
    /** RAM that goes back to the allocator. */
    boolean owned;
    /** No one can write it, ever: the boot bundle and the device tree. */
    boolean immutable;
    /** The device-tree node whose registers these are, or -1. */
    int node = -1;
    /** The node of the device that was told where this memory is, or {@link Devices#NONE}. */
    int device = Devices.NONE;
    /** Next in the pool's free list, or among the held. */
    Folio nextFree;

    Folio(int number) {
        super(HandleType.FOLIO, number);
    }

    boolean isDma() {
        return (flags & FolioFlag.DMA) != 0;
    }

    /** Its pages come to be when they are touched: {@link SparsePages}. */
    boolean isSparse() {
        return (flags & FolioFlag.SPARSE) != 0;
    }

    boolean isDevice() {
        return (flags & FolioFlag.DEVICE) != 0;
    }

    /** The {@link Machine} bits that say how it is cached. */
    int caching() {
        if (isDevice()) {
            return Machine.DEVICE;
        }
        return isDma() ? Machine.UNCACHED : 0;
    }
}
