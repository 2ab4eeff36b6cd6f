package cortado.arch.aarch64;

import cortado.abi.VcpuPageLayout;

/** GICv3's virtual interface (IHI 0069 §12.4): system registers of EL2, which the monitor itself moves. */
final class GuestGic3 implements GuestGic {
    /** ICH_HCR_EL2.En. */
    private static final long ENABLE = 1;
    /** ICH_VMCR_EL2.VFIQEn is 1 where system registers are used. */
    private static final long VMCR_RES1 = 1 << 3;

    private static final long STATES = VcpuPageLayout.PENDING | VcpuPageLayout.ACTIVE;

    private final GuestContext contexts;
    private final int count;

    GuestGic3(int count, GuestContext contexts) {
        this.count = count;
        this.contexts = contexts;
    }

    @Override
    public int listCount() {
        return count;
    }

    @Override
    public void initializeCpu(int cpu) {}

    @Override
    public void enter(int cpu, int vcpu) {
        contexts.set(vcpu, GuestContext.ICH_HCR, contexts.get(vcpu, GuestContext.ICH_HCR) | ENABLE);
        contexts.set(vcpu, GuestContext.VMCR, contexts.get(vcpu, GuestContext.VMCR) | VMCR_RES1);
    }

    @Override
    public void leave(int cpu, int vcpu) {
        for (int i = 0; i < count; i++) {
            long list = contexts.get(vcpu, GuestContext.LIST + 8 * i);
            if (list != 0 && (list & STATES) == 0) {
                contexts.set(vcpu, GuestContext.LIST + 8 * i, 0);
            }
        }
    }

    @Override
    public void forget(int vcpu) {}
}
