package cortado.vmm.gic;

/** The distributor of a GICv2: Arm IHI 0048B §4.3. Security extensions and groups are not there. */
public final class GicV2 implements Distributor {
    /** Bytes of the window. */
    public static final int SIZE = 0x1000;

    private static final int CTLR = 0x000;
    private static final int TYPER = 0x004;
    private static final int IIDR = 0x008;
    private static final int ITARGETSR = 0x800;
    /** Offset of the register that sends SGIs. */
    public static final int SGIR = 0xf00;

    private static final int CPENDSGIR = 0xf10;
    private static final int SPENDSGIR = 0xf20;
    private static final int SPENDSGIR_END = 0xf30;
    /** Peripheral ID2: architecture version 2 in bits 7:4. */
    private static final int ICPIDR2 = 0xfe8;

    /** Implementer Arm (JEP106 0x43b), so that drivers apply no quirks. */
    private static final int IMPLEMENTER = 0x43b;

    private final Interrupts interrupts;
    private final RegisterBank bank;

    public GicV2(Interrupts interrupts) {
        this.interrupts = interrupts;
        this.bank = new RegisterBank(interrupts, 0, Interrupts.COUNT);
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public long read(int cpu, int offset, int width) {
        if (width > 4 || offset % width != 0) {
            return 0;
        }
        int value;
        if (RegisterBank.has(offset)) {
            value = bank.read(cpu, offset, width);
        } else if (offset >= ITARGETSR && offset < RegisterBank.ICFGR) {
            value = targets(cpu, offset - ITARGETSR, width);
        } else if (offset >= CPENDSGIR && offset < SPENDSGIR_END) {
            value = senders(cpu, (offset - CPENDSGIR) & 0xf, width);
        } else {
            value = width < 4
                    ? 0
                    : switch (offset) {
                        case CTLR -> interrupts.isEnabled() ? 1 : 0;
                        case TYPER -> (interrupts.cpus() - 1) << 5 | (Interrupts.COUNT / 32 - 1);
                        case IIDR -> IMPLEMENTER;
                        case ICPIDR2 -> 0x2b;
                        default -> 0;
                    };
        }
        return value & 0xffff_ffffL;
    }

    @Override
    public void write(int cpu, int offset, int width, long value) {
        if (width > 4 || offset % width != 0) {
            return;
        }
        if (RegisterBank.has(offset)) {
            bank.write(cpu, offset, width, (int) value);
        } else if (offset >= ITARGETSR && offset < RegisterBank.ICFGR) {
            route(offset - ITARGETSR, width, (int) value);
        } else if (offset >= CPENDSGIR && offset < SPENDSGIR_END) {
            pendSgis(cpu, offset, width, (int) value);
        } else if (width == 4 && offset == CTLR) {
            interrupts.enable((value & 1) != 0);
        } else if (width == 4 && offset == SGIR) {
            generate(cpu, (int) value);
        }
    }

    @Override
    public boolean isPlain(int offset) {
        boolean identity = offset == CTLR || offset == TYPER || offset == IIDR || offset == ICPIDR2;
        return identity || RegisterBank.isPlain(offset) || (offset >= ITARGETSR && offset < RegisterBank.ICFGR);
    }

    /** §4.3.12: a CPU's own interrupts read as its own bit, by which it finds out who it is. */
    private int targets(int cpu, int number, int width) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            int at = number + i;
            int target = at < Interrupts.PRIVATE ? cpu : at < Interrupts.COUNT ? interrupts.target(at) : -1;
            value |= target < 0 ? 0 : 1 << (target + 8 * i);
        }
        return value;
    }

    /** Of several targets, the first gets it (§3.2.3: which one is up to the implementation). */
    private void route(int number, int width, int value) {
        for (int i = 0; i < width; i++) {
            int at = number + i;
            if (at >= Interrupts.PRIVATE && at < Interrupts.COUNT) {
                int first = Integer.numberOfTrailingZeros(value >>> (8 * i) & 0xff);
                interrupts.route(at, first < interrupts.cpus() ? first : -1);
            }
        }
    }

    private int senders(int cpu, int sgi, int width) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            value |= interrupts.senders(cpu, sgi + i) << (8 * i);
        }
        return value;
    }

    private void pendSgis(int cpu, int offset, int width, int value) {
        for (int i = 0; i < 8 * width; i++) {
            int sgi = ((offset - CPENDSGIR) & 0xf) + i / 8;
            if ((value >>> i & 1) != 0 && i % 8 < interrupts.cpus()) {
                if (offset >= SPENDSGIR) {
                    interrupts.sendSgi(i % 8, cpu, sgi);
                } else {
                    interrupts.cancelSgi(i % 8, cpu, sgi);
                }
            }
        }
    }

    /** §4.3.15. */
    private void generate(int cpu, int value) {
        int filter = value >>> 24 & 3;
        int list = filter == 0 ? value >>> 16 & 0xff : filter == 1 ? ~(1 << cpu) : filter == 2 ? 1 << cpu : 0;
        for (int to = 0; to < interrupts.cpus(); to++) {
            if ((list >>> to & 1) != 0) {
                interrupts.sendSgi(cpu, to, value & 0xf);
            }
        }
    }
}
