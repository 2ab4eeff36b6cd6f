package cortado.vmm.gic;

import cortado.vmm.MmioDevice;

/** The registers of a distributor, of which most hold what was written last. */
interface Distributor extends MmioDevice {
    /**
     * Whether the register at this offset, a multiple of 4, changes with writes of the distributor alone and may be
     * read without anyone noticing.
     */
    boolean isPlain(int offset);
}
