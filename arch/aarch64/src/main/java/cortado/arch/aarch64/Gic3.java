package cortado.arch.aarch64;

import cortado.kernel.KernelLimits;

/**
 * GICv3 (IHI 0069) with affinity routing: a distributor for shared interrupts, a redistributor for each CPU's own, and
 * the CPU interface in system registers.
 */
final class Gic3 implements Gic {
    /** GICD_CTLR: ARE_NS, EnableGrp1A, EnableGrp1 (EnableGrp0 where security is off; nothing is in group 0). */
    private static final int ENABLE = (1 << 4) | (1 << 1) | 1;

    /** GICD_CTLR.RWP: an earlier write has not yet taken effect. */
    private static final int WRITE_PENDING = 1 << 31;

    private static final int GICR_TYPER = 0x08;
    private static final int GICR_WAKER = 0x14;
    /** GICR_TYPER: the last of a contiguous row; has frames for virtual LPIs. */
    private static final int LAST = 1 << 4;

    private static final int VIRTUAL_LPIS = 1 << 1;
    private static final int PROCESSOR_SLEEP = 1 << 1;
    private static final int CHILDREN_ASLEEP = 1 << 2;

    /** The frame of private interrupts follows the control frame. */
    private static final int SGI_FRAME = 0x1_0000;

    private static final int FRAMES = 0x2_0000;

    private final RegisterBlock registers;
    private final RegisterBlock[] regions;
    private final int[] regionSizes;
    private final Gic3SystemRegisters cpuInterface;
    private final Distributor distributor;
    private final long[] affinities = new long[KernelLimits.CPUS];
    private final RegisterBlock[] redistributors = new RegisterBlock[KernelLimits.CPUS];
    private final RegisterBlock[] privates = new RegisterBlock[KernelLimits.CPUS];

    /**
     * A controller.
     *
     * @param registers the distributor's
     * @param regions rows of redistributors
     * @param regionSizes bytes of each row that may be accessed
     */
    Gic3(RegisterBlock registers, RegisterBlock[] regions, int[] regionSizes, Gic3SystemRegisters cpuInterface) {
        this.registers = registers;
        this.regions = regions;
        this.regionSizes = regionSizes;
        this.cpuInterface = cpuInterface;
        this.distributor = new Distributor(registers);
    }

    @Override
    public void expect(int cpu, long affinity) {
        affinities[cpu] = affinity;
        redistributors[cpu] = redistributor(affinity);
        privates[cpu] = redistributors[cpu].from(SGI_FRAME);
    }

    private RegisterBlock redistributor(long affinity) {
        int packed = (int) (((affinity >>> 8) & 0xff00_0000L) | (affinity & 0xff_ffff));
        for (int i = 0; i < regions.length; i++) {
            int at = 0;
            int type = 0;
            while ((type & LAST) == 0 && at < regionSizes[i]) {
                type = regions[i].load(at + GICR_TYPER);
                if (regions[i].load(at + GICR_TYPER + 4) == packed) {
                    return regions[i].from(at);
                }
                at += (type & VIRTUAL_LPIS) != 0 ? 2 * FRAMES : FRAMES;
            }
        }
        throw new IllegalStateException("GICv3: no redistributor for a CPU's affinity " + Long.toHexString(affinity));
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public Distributor distributor() {
        return distributor;
    }

    @Override
    public void initialize() {
        registers.store(Distributor.CTLR, 0);
        awaitWrites();
        distributor.quiet(-1);
        awaitWrites();
        registers.store(Distributor.CTLR, ENABLE);
        awaitWrites();
    }

    private void awaitWrites() {
        while ((registers.load(Distributor.CTLR) & WRITE_PENDING) != 0) {
            // the distributor finishes on its own
        }
    }

    @Override
    public void initializeCpu(int cpu) {
        RegisterBlock control = redistributors[cpu];
        control.store(GICR_WAKER, control.load(GICR_WAKER) & ~PROCESSOR_SLEEP);
        while ((control.load(GICR_WAKER) & CHILDREN_ASLEEP) != 0) {
            // the redistributor wakes on its own
        }
        privates[cpu].store(Distributor.IGROUPR, -1);
        Distributor.quietPrivate(privates[cpu]);
        cpuInterface.enable();
    }

    @Override
    public void unmaskPrivate(int cpu, int line) {
        Distributor.unmaskPrivate(privates[cpu], line);
    }

    @Override
    public void target(int line) {
        registers.store(Distributor.IROUTER + 8 * line, (int) affinities[0]);
        registers.store(Distributor.IROUTER + 8 * line + 4, (int) (affinities[0] >>> 32));
    }

    @Override
    public int acknowledge() {
        return cpuInterface.acknowledge();
    }

    @Override
    public void end(int acknowledged) {
        cpuInterface.end(acknowledged);
    }

    /** ICC_SGI1R_EL1: a list of the 16 CPUs that share Aff3.Aff2.Aff1, from 16 times RS on. */
    @Override
    public void send(int cpu, int line) {
        long affinity = affinities[cpu];
        long aff0 = affinity & 0xff;
        cpuInterface.send((1L << (aff0 & 15))
                | (((affinity >>> 8) & 0xff) << 16)
                | ((long) line << 24)
                | (((affinity >>> 16) & 0xff) << 32)
                | ((aff0 >>> 4) << 44)
                | (((affinity >>> 32) & 0xff) << 48));
    }
}
