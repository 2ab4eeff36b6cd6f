package cortado.vmm.gic;

/**
 * The distributor of a GICv3 with affinity routing, one security state and no LPIs: Arm IHI 0069H §12.9. A CPU's
 * affinity is its number in Aff0.
 */
public final class GicV3 implements Distributor {
    /** Bytes of the window. */
    public static final int SIZE = 0x1_0000;

    private static final int CTLR = 0x0000;
    private static final int TYPER = 0x0004;
    private static final int IIDR = 0x0008;
    private static final int SETSPI_NSR = 0x0040;
    private static final int CLRSPI_NSR = 0x0048;
    private static final int IROUTER = 0x6000;
    private static final int IROUTER_END = 0x8000;
    private static final int PIDR2 = 0xffe8;

    private static final int IMPLEMENTER = 0x43b;

    // CTLR: §12.9.4.
    private static final int ENABLE_GROUP_1 = 1 << 1;
    private static final int AFFINITY_ROUTING = 1 << 4;
    private static final int ONE_SECURITY_STATE = 1 << 6;

    /** TYPER: INTIDs have 10 bits (IDbits, 23:19), there are message-based SPIs (16), no 1-of-N (25). */
    private static final int TYPE = 9 << 19 | 1 << 16 | 1 << 25;

    private final Interrupts interrupts;
    private final RegisterBank bank;
    /** IROUTER as it was written, for numbers from 32 on. */
    private final long[] routes = new long[Interrupts.COUNT - Interrupts.PRIVATE];

    public GicV3(Interrupts interrupts) {
        this.interrupts = interrupts;
        this.bank = new RegisterBank(interrupts, Interrupts.PRIVATE, Interrupts.COUNT);
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public long read(int cpu, int offset, int width) {
        if (offset % width != 0) {
            return 0;
        }
        if (offset >= IROUTER && offset < IROUTER_END) {
            return route(offset, width);
        }
        if (width <= 4 && RegisterBank.has(offset)) {
            return bank.read(cpu, offset, width) & 0xffff_ffffL;
        }
        return width != 4
                ? 0
                : switch (offset) {
                    case CTLR -> ONE_SECURITY_STATE | AFFINITY_ROUTING | (interrupts.isEnabled() ? ENABLE_GROUP_1 : 0);
                    case TYPER -> TYPE | (Interrupts.COUNT / 32 - 1);
                    case IIDR -> IMPLEMENTER;
                    case PIDR2 -> 0x3b;
                    default -> 0;
                };
    }

    @Override
    public void write(int cpu, int offset, int width, long value) {
        if (offset % width != 0) {
            return;
        }
        if (offset >= IROUTER && offset < IROUTER_END) {
            setRoute(offset, width, value);
        } else if (width <= 4 && RegisterBank.has(offset)) {
            bank.write(cpu, offset, width, (int) value);
        } else if (width == 4) {
            int number = (int) value & 0x3ff;
            boolean shared = number >= Interrupts.PRIVATE && number < Interrupts.COUNT;
            if (offset == CTLR) {
                interrupts.enable((value & ENABLE_GROUP_1) != 0);
            } else if (offset == SETSPI_NSR && shared) {
                interrupts.latch(cpu, number);
            } else if (offset == CLRSPI_NSR && shared) {
                interrupts.unlatch(cpu, number);
            }
        }
    }

    @Override
    public boolean isPlain(int offset) {
        boolean identity = offset == CTLR || offset == TYPER || offset == IIDR || offset == PIDR2;
        return identity || RegisterBank.isPlain(offset);
    }

    private long route(int offset, int width) {
        int number = (offset - IROUTER) / 8;
        if (width < 4 || number < Interrupts.PRIVATE || number >= Interrupts.COUNT) {
            return 0;
        }
        long value = routes[number - Interrupts.PRIVATE];
        return width == 8 ? value : value >>> (8 * (offset & 4)) & 0xffff_ffffL;
    }

    /** §12.9.22: Aff3 in bits 39:32, Aff2 to Aff0 in 23:0; with bit 31 any CPU, of which the first is one. */
    private void setRoute(int offset, int width, long value) {
        int number = (offset - IROUTER) / 8;
        if (width < 4 || number < Interrupts.PRIVATE || number >= Interrupts.COUNT) {
            return;
        }
        long old = routes[number - Interrupts.PRIVATE];
        long written = width == 8
                ? value
                : (offset & 4) == 0
                        ? (old & ~0xffff_ffffL) | (value & 0xffff_ffffL)
                        : (old & 0xffff_ffffL) | (value << 32);
        written &= 0xff_80ff_ffffL;
        routes[number - Interrupts.PRIVATE] = written;
        boolean any = (written & 0x8000_0000L) != 0;
        long affinity = any ? 0 : written;
        interrupts.route(number, affinity < interrupts.cpus() ? (int) affinity : -1);
    }

    /**
     * A CPU's write of ICC_SGI1R_EL1 (§12.2.24): an SGI to all others, or to the CPUs of a list that have one Aff3 to
     * Aff1, which is 0 here.
     */
    public void sendSgis(int cpu, long value) {
        int number = (int) (value >>> 24) & 0xf;
        boolean all = (value >>> 40 & 1) != 0;
        boolean ours = (value & 0x00ff_00ff_00ff_0000L) == 0 && (value >>> 44 & 0xf) == 0;
        for (int to = 0; to < interrupts.cpus(); to++) {
            if (all ? to != cpu : ours && (value >>> to & 1) != 0) {
                interrupts.sendSgi(cpu, to, number);
            }
        }
    }
}
