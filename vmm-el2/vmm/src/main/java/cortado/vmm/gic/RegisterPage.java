package cortado.vmm.gic;

/** The first page of a distributor as the guest on one vCPU reads it without an exit. */
public interface RegisterPage {
    /**
     * From now on the register reads so; also while the vCPU runs.
     *
     * @param offset a multiple of 4, not where {@link cortado.abi.VcpuPageLayout#SHOWN_MARKS} are
     */
    void show(int offset, int value);
}
