package cortado.arch.aarch64;

import cortado.abi.VcpuPageLayout;
import cortado.kernel.KernelLimits;

/**
 * GICv2's virtual interface control registers (IHI 0048B §5.3), banked by CPU. Memory has list registers in the neutral
 * form; each CPU's hardware is written only where it differs.
 */
final class GuestGic2 implements GuestGic {
    private static final int GICH_HCR = 0x00;
    private static final int GICH_VTR = 0x04;
    private static final int GICH_VMCR = 0x08;
    private static final int GICH_MISR = 0x10;
    private static final int GICH_APR = 0xf0;
    private static final int GICH_LR = 0x100;

    private static final int ENABLE = 1;
    private static final int MOST_LISTS = 16;

    private static final int NUMBER = 0x3ff;
    private static final int SENDER = 10;
    private static final int NOTIFY_END = 1 << 19;
    private static final int PRIORITY = 23;
    private static final int STATES = 3 << 28;
    private static final int GROUP_1 = 1 << 30;

    private final RegisterBlock registers;
    private final GuestContext contexts;
    private final int count;
    /** What the list registers of each CPU hold. */
    private final int[] lists = new int[KernelLimits.CPUS * MOST_LISTS];
    /** Whose VMCR and APR a CPU holds. */
    private final InterfaceOwners owners = new InterfaceOwners();

    GuestGic2(RegisterBlock registers, GuestContext contexts) {
        this.registers = registers;
        this.contexts = contexts;
        this.count = Math.min((registers.load(GICH_VTR) & 0x3f) + 1, MOST_LISTS);
    }

    @Override
    public int listCount() {
        return count;
    }

    @Override
    public void initializeCpu(int cpu) {
        registers.store(GICH_HCR, 0);
        for (int i = 0; i < count; i++) {
            registers.store(GICH_LR + 4 * i, 0);
        }
        owners.reset(cpu);
    }

    @Override
    public void enter(int cpu, int vcpu) {
        for (int i = 0; i < count; i++) {
            int word = toHardware(contexts.get(vcpu, GuestContext.LIST + 8 * i));
            if (lists[cpu * MOST_LISTS + i] != word) {
                lists[cpu * MOST_LISTS + i] = word;
                registers.store(GICH_LR + 4 * i, word);
            }
        }
        if (owners.enter(cpu, vcpu)) {
            registers.store(GICH_VMCR, (int) contexts.get(vcpu, GuestContext.VMCR));
            registers.store(GICH_APR, (int) contexts.get(vcpu, GuestContext.AP0R));
        }
        registers.store(GICH_HCR, ENABLE | (int) contexts.get(vcpu, GuestContext.ICH_HCR));
    }

    @Override
    public void leave(int cpu, int vcpu) {
        int used = 0;
        boolean asks = contexts.get(vcpu, GuestContext.ICH_HCR) != 0;
        for (int i = 0; i < count; i++) {
            int before = lists[cpu * MOST_LISTS + i];
            if (before != 0) {
                int word = registers.load(GICH_LR + 4 * i);
                asks |= (before & NOTIFY_END) != 0;
                lists[cpu * MOST_LISTS + i] = word;
                contexts.set(vcpu, GuestContext.LIST + 8 * i, fromHardware(word));
                used++;
            }
        }
        contexts.set(vcpu, GuestContext.MISR, asks ? registers.load(GICH_MISR) : 0);
        contexts.set(vcpu, GuestContext.VMCR, registers.load(GICH_VMCR) & 0xffff_ffffL);
        if (used > 0) {
            contexts.set(vcpu, GuestContext.AP0R, registers.load(GICH_APR) & 0xffff_ffffL);
        }
        registers.store(GICH_HCR, 0);
    }

    @Override
    public void forget(int vcpu) {
        owners.forget(vcpu);
    }

    static int toHardware(long interrupt) {
        if (interrupt == 0) {
            return 0;
        }
        return ((int) interrupt & NUMBER)
                | (((int) (interrupt >>> 32) & 7) << SENDER)
                | ((interrupt & VcpuPageLayout.NOTIFY_END) != 0 ? NOTIFY_END : 0)
                | (((int) (interrupt >>> 51) & 31) << PRIORITY)
                | ((int) (interrupt >>> 62) << 28)
                | ((interrupt & VcpuPageLayout.GROUP_1) != 0 ? GROUP_1 : 0);
    }

    static long fromHardware(int word) {
        if ((word & STATES) == 0) {
            return 0;
        }
        return (word & NUMBER)
                | ((long) ((word >>> SENDER) & 7) << 32)
                | ((word & NOTIFY_END) != 0 ? VcpuPageLayout.NOTIFY_END : 0)
                | ((long) ((word >>> PRIORITY) & 31) << 51)
                | ((long) ((word >>> 28) & 3) << 62)
                | ((word & GROUP_1) != 0 ? VcpuPageLayout.GROUP_1 : 0);
    }
}
