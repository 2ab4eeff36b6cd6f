package cortado.arch.aarch64;

import cortado.kernel.KernelLimits;

/** GICv2 (IHI 0048B): a distributor and a memory-mapped CPU interface, banked by CPU. */
final class Gic2 implements Gic {
    private static final int GICC_CTLR = 0x00;
    private static final int GICC_PMR = 0x04;
    private static final int GICC_BPR = 0x08;
    private static final int GICC_IAR = 0x0c;
    private static final int GICC_EOIR = 0x10;

    /** GICD_CTLR and GICC_CTLR: group 1 seen from non-secure, group 0 where there is no security. */
    private static final int ENABLE = 1;
    /** Every priority that is used is more urgent. */
    private static final int LOWEST_PRIORITY = 0xf0;

    private static final int SGIR_TARGETS = 16;

    private final RegisterBlock registers;
    private final RegisterBlock cpuInterface;
    private final Distributor distributor;
    /** Each CPU's bit in target fields; the hardware numbers its interfaces in its own way. */
    private final int[] targets = new int[KernelLimits.CPUS];

    Gic2(RegisterBlock registers, RegisterBlock cpuInterface) {
        this.registers = registers;
        this.cpuInterface = cpuInterface;
        this.distributor = new Distributor(registers);
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Distributor distributor() {
        return distributor;
    }

    @Override
    public void initialize() {
        registers.store(Distributor.CTLR, 0);
        distributor.quiet(0);
        registers.store(Distributor.CTLR, ENABLE);
        targets[0] = ownTarget(); // lines may be aimed before this CPU takes interrupts
    }

    @Override
    public void expect(int cpu, long affinity) {
        // each CPU says itself which interface it has
    }

    @Override
    public void initializeCpu(int cpu) {
        targets[cpu] = ownTarget();
        Distributor.quietPrivate(registers);
        cpuInterface.store(GICC_PMR, LOWEST_PRIORITY);
        cpuInterface.store(GICC_BPR, 0);
        cpuInterface.store(GICC_CTLR, ENABLE);
    }

    /** ITARGETSR0 to 7 read as the reading CPU's own bit; 0 on a GIC for a single CPU (IHI 0048B §4.3.12). */
    private int ownTarget() {
        for (int line = 0; line < Distributor.FIRST_SHARED; line += 4) {
            int word = registers.load(Distributor.ITARGETSR + line);
            int own = (word | word >>> 8 | word >>> 16 | word >>> 24) & 0xff;
            if (own != 0) {
                return own;
            }
        }
        return 1;
    }

    @Override
    public void unmaskPrivate(int cpu, int line) {
        Distributor.unmaskPrivate(registers, line);
    }

    @Override
    public void target(int line) {
        int offset = Distributor.ITARGETSR + (line & ~3);
        int shift = 8 * (line & 3);
        registers.store(offset, (registers.load(offset) & ~(0xff << shift)) | (targets[0] << shift));
    }

    @Override
    public int acknowledge() {
        return cpuInterface.load(GICC_IAR);
    }

    @Override
    public void end(int acknowledged) {
        cpuInterface.store(GICC_EOIR, acknowledged);
    }

    @Override
    public void send(int cpu, int line) {
        registers.store(Distributor.SGIR, (targets[cpu] << SGIR_TARGETS) | line);
    }
}
