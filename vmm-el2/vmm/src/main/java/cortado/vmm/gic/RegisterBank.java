package cortado.vmm.gic;

/**
 * The registers that GICv2 and GICv3 have in common, by interrupt number: one bit, eight bits or two bits for each (IHI
 * 0048B §4.3.4 to §4.3.13, IHI 0069H §12.9). Offsets are those of the distributor; a redistributor's SGI frame has the
 * same for its CPU's own interrupts.
 */
final class RegisterBank {
    static final int IGROUPR = 0x080;
    static final int ISENABLER = 0x100;
    static final int ICENABLER = 0x180;
    static final int ISPENDR = 0x200;
    static final int ICPENDR = 0x280;
    static final int ISACTIVER = 0x300;
    static final int ICACTIVER = 0x380;
    static final int IPRIORITYR = 0x400;
    static final int ICFGR = 0xc00;

    private static final int BANK = 0x80;
    private static final int IPRIORITYR_END = 0x800;
    private static final int ICFGR_END = 0xd00;

    private final Interrupts interrupts;
    /** Interrupt numbers that this bank has. */
    private final int first;

    private final int end;

    RegisterBank(Interrupts interrupts, int first, int end) {
        this.interrupts = interrupts;
        this.first = first;
        this.end = end;
    }

    /** Whether an offset is in this bank. */
    static boolean has(int offset) {
        return (offset >= IGROUPR && offset < IPRIORITYR_END) || (offset >= ICFGR && offset < ICFGR_END);
    }

    /** Whether an offset is in this bank and reads as what was written last, whatever becomes of the interrupts. */
    static boolean isPlain(int offset) {
        return has(offset) && !(offset >= ISPENDR && offset < IPRIORITYR);
    }

    /** Reads on behalf of a CPU, whose own interrupts the low numbers are. */
    int read(int cpu, int offset, int width) {
        if (offset >= ICFGR) {
            return bits(cpu, offset, width, 2);
        }
        if (offset >= IPRIORITYR) {
            return bytes(cpu, offset - IPRIORITYR, width);
        }
        if (offset >= ISPENDR) {
            interrupts.fold(cpu);
        }
        return bits(cpu, offset, width, 1);
    }

    private boolean owns(int number) {
        return number >= first && number < end;
    }

    private int bytes(int cpu, int number, int width) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            if (owns(number + i)) {
                value |= interrupts.priority(cpu, number + i) << (8 * i);
            }
        }
        return value;
    }

    /** A register with one or two bits for each interrupt, the upper of which has the meaning. */
    private int bits(int cpu, int offset, int width, int each) {
        int base = each == 2 ? ICFGR : offset & ~(BANK - 1);
        int number = (offset - base) * 8 / each;
        int value = 0;
        for (int i = 0; i < 8 * width / each; i++) {
            if (owns(number + i) && bit(cpu, base, number + i)) {
                value |= 1 << (each * i + each - 1);
            }
        }
        return value;
    }

    private boolean bit(int cpu, int base, int number) {
        return switch (base) {
            case IGROUPR -> interrupts.isVersion3() && interrupts.has(cpu, number, InterruptStates.GROUP);
            case ISENABLER, ICENABLER -> interrupts.has(cpu, number, InterruptStates.ENABLED);
            case ISPENDR, ICPENDR -> interrupts.pending(cpu, number);
            case ISACTIVER, ICACTIVER -> interrupts.has(cpu, number, InterruptStates.IS_ACTIVE);
            default -> number != Interrupts.TIMER && interrupts.has(cpu, number, InterruptStates.EDGE);
        };
    }

    /** Writes on behalf of a CPU. */
    void write(int cpu, int offset, int width, int value) {
        if (offset >= ICFGR) {
            configure(cpu, offset, width, value);
            return;
        }
        if (offset >= IPRIORITYR) {
            for (int i = 0; i < width; i++) {
                if (owns(offset - IPRIORITYR + i)) {
                    interrupts.prioritize(cpu, offset - IPRIORITYR + i, (value >>> (8 * i)) & 0xff);
                }
            }
            return;
        }
        interrupts.fold(cpu);
        int base = offset & ~(BANK - 1);
        int number = (offset - base) * 8;
        for (int i = 0; i < 8 * width; i++) {
            if (owns(number + i)) {
                writeBit(cpu, base, number + i, (value >>> i & 1) != 0);
            }
        }
    }

    private void writeBit(int cpu, int base, int number, boolean one) {
        if (base == IGROUPR) {
            if (interrupts.isVersion3()) {
                change(cpu, number, InterruptStates.GROUP, one);
            }
        } else if (one) {
            boolean sgi = number < Interrupts.SGIS && !interrupts.isVersion3();
            switch (base) {
                case ISENABLER -> interrupts.set(cpu, number, InterruptStates.ENABLED);
                case ICENABLER -> change(cpu, number, InterruptStates.ENABLED, sgi); // those of a GICv2 stay enabled
                case ISPENDR -> change(cpu, number, InterruptStates.LATCHED, !sgi); // there SPENDSGIR does it
                case ICPENDR -> interrupts.unlatch(cpu, number);
                case ISACTIVER -> interrupts.set(cpu, number, InterruptStates.IS_ACTIVE);
                case ICACTIVER -> interrupts.clear(cpu, number, InterruptStates.IS_ACTIVE);
                default -> {}
            }
        }
    }

    private void change(int cpu, int number, int flag, boolean on) {
        if (on) {
            interrupts.set(cpu, number, flag);
        } else {
            interrupts.clear(cpu, number, flag);
        }
    }

    /** Shared interrupts alone can be configured (IHI 0048B §4.3.13). */
    private void configure(int cpu, int offset, int width, int value) {
        int number = (offset - ICFGR) * 4;
        for (int i = 0; i < 4 * width; i++) {
            if (owns(number + i) && number + i >= Interrupts.PRIVATE) {
                change(cpu, number + i, InterruptStates.EDGE, (value >>> (2 * i + 1) & 1) != 0);
            }
        }
    }
}
