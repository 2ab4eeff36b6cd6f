package cortado.vmm.gic;

import cortado.abi.Limits;
import cortado.abi.VcpuPageLayout;
import cortado.vmm.MmioDevice;

/**
 * A distributor whose plain registers each vCPU finds in a page of its own, as far as they lie in the first page: only
 * writes, and reads of what changes as interrupts come and go, are exits.
 */
public final class ShownDistributor implements MmioDevice {
    private static final int MARKS = VcpuPageLayout.SHOWN_MARKS - VcpuPageLayout.SHOWN;
    /** ISENABLER and ICENABLER, ISPENDR and ICPENDR, ISACTIVER and ICACTIVER: the same, so far apart. */
    private static final int TWIN = RegisterBank.ISENABLER ^ RegisterBank.ICENABLER;

    private final Distributor distributor;
    private final RegisterPage[] pages;

    /** Shows the registers of a distributor in a page for each of its CPUs, in their order. */
    public ShownDistributor(Distributor distributor, RegisterPage... pages) {
        this.distributor = distributor;
        this.pages = pages.clone();
        for (int offset = 0; offset < Limits.PAGE; offset += 4) {
            show(offset);
        }
    }

    /** Whether the register at this offset, a multiple of 4, can be read without an exit. */
    public boolean isShown(int offset) {
        boolean inPage = offset < MARKS || (offset >= MARKS + VcpuPageLayout.SHOWN_MARKS_SIZE && offset < Limits.PAGE);
        return inPage && distributor.isPlain(offset);
    }

    private void show(int offset) {
        if (isShown(offset)) {
            for (int cpu = 0; cpu < pages.length; cpu++) {
                pages[cpu].show(offset, (int) distributor.read(cpu, offset, 4));
            }
        }
    }

    @Override
    public int size() {
        return distributor.size();
    }

    @Override
    public long read(int cpu, int offset, int width) {
        return distributor.read(cpu, offset, width);
    }

    @Override
    public void write(int cpu, int offset, int width, long value) {
        distributor.write(cpu, offset, width, value);
        int word = offset & ~3;
        show(word);
        if (word >= RegisterBank.ISENABLER && word < RegisterBank.ISPENDR) {
            show(word ^ TWIN);
        }
    }
}
