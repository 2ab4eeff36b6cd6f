package cortado.arch.aarch64;

import cortado.fdt.GicInterrupt;

/**
 * The registers that shared peripheral interrupts (INTIDs from 32) have in GICv2 and GICv3 alike (IHI 0048B §4.3, IHI
 * 0069 §12.9), and that the private ones have too: in GICv2 in the distributor, banked by CPU, in GICv3 in each CPU's
 * redistributor.
 */
final class Distributor {
    static final int CTLR = 0x000;
    static final int TYPER = 0x004;
    static final int IGROUPR = 0x080;
    static final int ISENABLER = 0x100;
    static final int ICENABLER = 0x180;
    static final int ICACTIVER = 0x380;
    static final int IPRIORITYR = 0x400;
    static final int ITARGETSR = 0x800;
    static final int ICFGR = 0xc00;
    static final int SGIR = 0xf00;
    static final int IROUTER = 0x6000;

    /** INTIDs from here on are shared; below are 16 SGIs and 16 PPIs. */
    static final int FIRST_SHARED = 32;

    private static final int FIRST_PPI = 16;
    private static final int ALL_SGIS = 0xffff;
    private static final int ALL_PPIS = 0xffff_0000;
    /** One priority for all, in the half that non-secure software owns; four interrupts a register. */
    private static final int PRIORITIES = 0xa0a0_a0a0;

    private static final int EDGE = 2;

    private final RegisterBlock registers;
    private final int lines;

    /** Reads how many interrupts there are. */
    Distributor(RegisterBlock registers) {
        this.registers = registers;
        this.lines = Math.min(((registers.load(TYPER) & 0x1f) + 1) * 32, 1020);
    }

    /** The INTID after the last. */
    int lines() {
        return lines;
    }

    /** Masks every shared interrupt, level-sensitive, in one group (all ones or zeros). */
    void quiet(int groups) {
        for (int line = FIRST_SHARED; line < lines; line += 32) {
            registers.store(ICENABLER + line / 8, -1);
            registers.store(ICACTIVER + line / 8, -1);
            registers.store(IGROUPR + line / 8, groups);
        }
        for (int line = FIRST_SHARED; line < lines; line += 16) {
            registers.store(ICFGR + line / 4, 0);
        }
        for (int line = FIRST_SHARED; line < lines; line += 4) {
            registers.store(IPRIORITYR + line, PRIORITIES);
        }
    }

    /** Masks the private interrupts of a CPU but for SGIs, in {@code bank}: the distributor or a redistributor. */
    static void quietPrivate(RegisterBlock bank) {
        bank.store(ICENABLER, ALL_PPIS);
        bank.store(ICACTIVER, -1);
        for (int line = 0; line < FIRST_SHARED; line += 4) {
            bank.store(IPRIORITYR + line, PRIORITIES);
        }
        bank.store(ISENABLER, ALL_SGIS);
    }

    /** Lets a private interrupt of the CPU that {@code bank} belongs to through. */
    static void unmaskPrivate(RegisterBlock bank, int line) {
        bank.store(ISENABLER, 1 << line);
    }

    void unmask(int line) {
        registers.store(ISENABLER + line / 32 * 4, 1 << (line & 31));
    }

    void mask(int line) {
        registers.store(ICENABLER + line / 32 * 4, 1 << (line & 31));
    }

    /** Sets the trigger of a masked interrupt: two bits each, the upper one says edge. */
    void setTrigger(int line, boolean edge) {
        int offset = ICFGR + line / 16 * 4;
        int bit = EDGE << (2 * (line & 15));
        int others = registers.load(offset) & ~bit;
        registers.store(offset, edge ? others | bit : others);
    }

    /**
     * The INTID that a device-tree specifier of {@code count} cells names, or -1 if no driver may have it: private
     * interrupts are the kernel's, and what the distributor does not implement is nobody's.
     */
    int line(int[] cells, int count) {
        if (count < 3) {
            return -1;
        }
        int line = GicInterrupt.intid(cells);
        return line >= FIRST_SHARED && line < lines ? line : -1;
    }

    /** Whether a specifier asks for an edge. */
    static boolean isEdge(int[] cells) {
        return GicInterrupt.isEdge(cells);
    }

    /** The INTID of a private peripheral interrupt, 16 to 31, or -1. */
    static int privateLine(int[] cells) {
        int line = GicInterrupt.intid(cells);
        return line >= FIRST_PPI && line < FIRST_SHARED ? line : -1;
    }
}
