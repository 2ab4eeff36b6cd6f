package cortado.vmm.gic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.VcpuPageLayout;
import cortado.vmm.IrqLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guest's GICv2 driver does, register by register. */
class GicV2Test {
    private static final int EDGE_SPI = 48;
    private static final int LEVEL_SPI = 33;
    private static final int NONE = 1023;

    private final SimulatedLists[] cpus = {new SimulatedLists(4), new SimulatedLists(4)};
    private final Interrupts interrupts = new Interrupts(2, cpus);
    private final GicV2 gic = new GicV2(interrupts);
    private final IrqLine edge = interrupts.line(EDGE_SPI);
    private final IrqLine level = interrupts.line(LEVEL_SPI);

    private int read(int cpu, int register) {
        return (int) gic.read(cpu, register, 4);
    }

    private void write(int cpu, int register, int value) {
        gic.write(cpu, register, 4, value & 0xffff_ffffL);
    }

    private void byteAt(int register, int value) {
        gic.write(0, register, 1, value);
    }

    /** As Linux's gic_dist_init and gic_cpu_init leave it. */
    @BeforeEach
    void initialize() {
        write(0, 0x000, 0);
        for (int i = 32; i < 96; i += 4) {
            write(0, 0x800 + i, 0x0101_0101);
            write(0, 0x400 + i, 0xa0a0_a0a0);
        }
        for (int cpu = 0; cpu < 2; cpu++) {
            for (int i = 0; i < 32; i += 4) {
                write(cpu, 0x400 + i, 0xa0a0_a0a0);
            }
        }
        write(0, 0xc00 + EDGE_SPI / 4, 2 << (2 * (EDGE_SPI % 16)));
        write(0, 0x100 + 4, (1 << (LEVEL_SPI - 32)) | (1 << (EDGE_SPI - 32)));
        write(0, 0x000, 1);
        run(0);
        run(1);
    }

    private void run(int cpu) {
        interrupts.beforeRun(cpu);
        cpus[cpu].stopped = false;
        cpus[cpu].kicked = false;
    }

    private void exit(int cpu) {
        cpus[cpu].stopped = true;
    }

    /** What the VMM does at an exit MAINTENANCE or KICKED. */
    private void maintain(int cpu) {
        exit(cpu);
        interrupts.refresh(cpu);
        run(cpu);
    }

    @Test
    void tellsWhatItIs() {
        exit(0);
        assertEquals((1 << 5) | 2, read(0, 0x004), "two CPUs, 96 interrupts");
        assertEquals(0x2b, read(0, 0xfe8));
        assertEquals(0x0101_0101, read(0, 0x800), "CPU 0 finds out who it is");
        assertEquals(0x0202_0202, read(1, 0x800), "and CPU 1");
        assertEquals(0x0000_ffff, read(0, 0x100), "SGIs are always enabled");
        assertEquals(0xaaaa_aaaa, read(0, 0xc00), "SGIs are edges");
        assertEquals(0, read(0, 0xc04), "PPIs look like levels");
        assertEquals(0, gic.read(0, 0x001, 4), "an unaligned read");
        assertEquals(0, gic.read(0, 0x004, 8), "a read that is too wide");
        assertEquals(0xa0, gic.read(0, 0x400 + 77, 1), "priorities by the byte");
    }

    @Test
    void anEdgeReachesARunningCpuWithoutAnExit() {
        edge.set(true);
        assertFalse(cpus[0].kicked);
        assertEquals(EDGE_SPI, cpus[0].acknowledge());
        assertFalse(cpus[0].end(EDGE_SPI), "and ends without one");
        edge.set(false);
        edge.set(true);
        assertEquals(EDGE_SPI, cpus[0].acknowledge());
    }

    @Test
    void anEdgeDuringItsHandlingComesAgain() {
        edge.set(true);
        assertEquals(EDGE_SPI, cpus[0].acknowledge());
        exit(0);
        edge.set(false);
        edge.set(true);
        run(0);
        assertFalse(cpus[0].end(EDGE_SPI));
        assertEquals(EDGE_SPI, cpus[0].acknowledge());
        cpus[0].end(EDGE_SPI);
        maintain(0);
        assertEquals(NONE, cpus[0].acknowledge());
    }

    @Test
    void aLevelComesAgainUntilItIsLow() {
        level.set(true);
        assertEquals(LEVEL_SPI, cpus[0].acknowledge());
        assertTrue(cpus[0].end(LEVEL_SPI), "the end of a level has to be seen");
        maintain(0);
        assertEquals(LEVEL_SPI, cpus[0].acknowledge());
        exit(0);
        level.set(false);
        run(0);
        assertTrue(cpus[0].end(LEVEL_SPI));
        maintain(0);
        assertEquals(NONE, cpus[0].acknowledge());
    }

    @Test
    void aLevelThatFallsBeforeItIsTakenIsForgotten() {
        exit(0);
        level.set(true);
        run(0);
        exit(0);
        level.set(false);
        run(0);
        assertEquals(NONE, cpus[0].acknowledge());
    }

    @Test
    void nothingPassesWhileTheDistributorOrTheInterruptIsOff() {
        exit(0);
        write(0, 0x000, 0);
        run(0);
        edge.set(true);
        assertEquals(NONE, cpus[0].acknowledge());
        exit(0);
        assertEquals(1 << (EDGE_SPI - 32), read(0, 0x204), "it waits");
        write(0, 0x180 + 4, 1 << (EDGE_SPI - 32));
        write(0, 0x000, 1);
        run(0);
        assertEquals(NONE, cpus[0].acknowledge());
        exit(0);
        write(0, 0x104, 1 << (EDGE_SPI - 32));
        run(0);
        assertEquals(EDGE_SPI, cpus[0].acknowledge());
    }

    @Test
    void disablingTakesAnInterruptBackThatWasNotTaken() {
        exit(0);
        edge.set(true);
        run(0);
        exit(0);
        write(0, 0x184, 1 << (EDGE_SPI - 32));
        run(0);
        assertEquals(NONE, cpus[0].acknowledge());
        exit(0);
        write(0, 0x104, 1 << (EDGE_SPI - 32));
        run(0);
        assertEquals(EDGE_SPI, cpus[0].acknowledge());
    }

    @Test
    void theMostUrgentComesFirstAndTheOthersFollow() {
        exit(0);
        write(0, 0x104, -1);
        for (int number = 40; number < 50; number++) {
            byteAt(0x400 + number, (60 - number) << 3);
            write(0, 0x204, 1 << (number - 32));
        }
        run(0);
        assertTrue(cpus[0].refill);
        for (int expected = 49; expected >= 40; expected--) {
            assertEquals(expected, cpus[0].acknowledge());
            boolean told = cpus[0].end(expected);
            if (told || (cpus[0].refill && cpus[0].inUse() <= 1)) {
                maintain(0);
            }
        }
        assertEquals(NONE, cpus[0].acknowledge());
        assertFalse(cpus[0].refill);
    }

    @Test
    void softwareInterruptsKeepTheirSenders() {
        exit(0);
        exit(1);
        write(0, 0xf00, (1 << 17) | 3); // CPU 0 to CPU 1
        write(1, 0xf00, (2 << 24) | 3); // CPU 1 to itself
        run(1);
        assertEquals(3, cpus[1].acknowledge());
        assertEquals(0, cpus[1].sender(3));
        assertTrue(cpus[1].end(3), "another sender waits");
        maintain(1);
        assertEquals(3, cpus[1].acknowledge());
        assertEquals(1, cpus[1].sender(3));
        cpus[1].end(3);
        maintain(1);
        assertEquals(NONE, cpus[1].acknowledge());
    }

    @Test
    void allButSelf() {
        exit(0);
        exit(1);
        write(0, 0xf00, (1 << 24) | 5);
        run(0);
        run(1);
        assertEquals(NONE, cpus[0].acknowledge());
        assertEquals(5, cpus[1].acknowledge());
    }

    @Test
    void anSgiReachesACpuThatRuns() {
        exit(0);
        write(0, 0xf00, (1 << 17) | 1);
        assertFalse(cpus[1].kicked);
        assertEquals(1, cpus[1].acknowledge());
    }

    @Test
    void sgisCanBeMadePendingAndTakenBack() {
        exit(0);
        write(0, 0xf20 + 4, 0x0000_0200); // SPENDSGIR: SGI 5 from CPU 1
        assertEquals(0x0000_0200, read(0, 0xf24));
        assertEquals(1 << 5, read(0, 0x200));
        write(0, 0xf10 + 4, 0x0000_0200);
        assertEquals(0, read(0, 0x200));
        run(0);
        assertEquals(NONE, cpus[0].acknowledge());
    }

    @Test
    void aFullSetOfListRegistersIsKickedNotLost() {
        exit(0);
        write(0, 0x104, -1);
        run(0);
        for (int number = 40; number < 44; number++) {
            int spi = number;
            exit(0);
            write(0, 0x204, 1 << (spi - 32));
            run(0);
        }
        edge.set(true);
        assertTrue(cpus[0].kicked);
        maintain(0);
        int seen = 0;
        for (int i = 0; i < 5; i++) {
            int number = cpus[0].acknowledge();
            assertNotEquals(NONE, number);
            seen |= 1 << (number - 32);
            cpus[0].end(number);
            maintain(0);
        }
        assertEquals((0xf << 8) | (1 << (EDGE_SPI - 32)), seen);
    }

    @Test
    void anInterruptCanMoveToAnotherCpu() {
        exit(0);
        byteAt(0x800 + EDGE_SPI, 2);
        assertEquals(2, gic.read(0, 0x800 + EDGE_SPI, 1));
        run(0);
        edge.set(true);
        assertEquals(NONE, cpus[0].acknowledge());
        assertEquals(EDGE_SPI, cpus[1].acknowledge());
        exit(0);
        byteAt(0x800 + EDGE_SPI, 0x80); // a CPU that there is not
        edge.set(false);
        edge.set(true);
        assertEquals(0, gic.read(0, 0x800 + EDGE_SPI, 1));
    }

    @Test
    void theTimerIsInjectedByTheKernelOnceItIsEnabled() {
        assertEquals(0, cpus[0].timer);
        exit(0);
        write(0, 0x100, 1 << 27);
        run(0);
        assertEquals(VcpuPageLayout.PENDING | (0xa0L << 48) | 27, cpus[0].timer);
        assertEquals(0, cpus[1].timer, "each CPU has its own");
        exit(0);
        interrupts.timerDue(0);
        run(0);
        assertEquals(27, cpus[0].acknowledge());
        exit(0);
        write(0, 0x180, 1 << 27);
        run(0);
        assertEquals(0, cpus[0].timer);
    }

    @Test
    void whatIsActiveReadsSoAndStaysSo() {
        edge.set(true);
        cpus[0].acknowledge();
        exit(0);
        assertEquals(1 << (EDGE_SPI - 32), read(0, 0x304));
        assertEquals(0, read(0, 0x204));
        run(0);
        cpus[0].end(EDGE_SPI);
        exit(0);
        assertEquals(0, read(0, 0x304));
        write(0, 0x300 + 4, 1 << 20);
        assertEquals(1 << 20, read(0, 0x304));
        write(0, 0x380 + 4, 1 << 20);
        assertEquals(0, read(0, 0x304));
    }

    @Test
    void accessesOfAllKindsAtAllPlacesDoNoHarm() {
        exit(0);
        exit(1);
        for (int offset = 0; offset < GicV2.SIZE; offset++) {
            for (int width = 1; width <= 8; width *= 2) {
                if (offset + width <= GicV2.SIZE) {
                    gic.write(offset & 1, offset, width, 0x5555_5555_5555_5555L * (offset | 1));
                    gic.read(offset & 1, offset, width);
                }
            }
        }
        run(0);
        run(1);
        maintain(0);
        maintain(1);
    }
}
