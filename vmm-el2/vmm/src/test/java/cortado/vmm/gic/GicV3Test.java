package cortado.vmm.gic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.VcpuPageLayout;
import cortado.vmm.IrqLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guest's GICv3 driver does, register by register. */
class GicV3Test {
    private static final int SPI = 48;
    private static final int NONE = 1023;
    private static final int SGI_FRAME = 0x1_0000;

    private final SimulatedLists[] cpus = {new SimulatedLists(4), new SimulatedLists(4), new SimulatedLists(4)};
    private final Interrupts interrupts = new Interrupts(3, cpus);
    private final GicV3 gic = new GicV3(interrupts);
    private final Redistributors redistributors = new Redistributors(interrupts);
    private final IrqLine line = interrupts.line(SPI);

    private void own(int cpu, int register, int value) {
        redistributors.write(cpu, cpu * Redistributors.STRIDE + register, 4, value & 0xffff_ffffL);
    }

    private int own(int cpu, int register) {
        return (int) redistributors.read(cpu, cpu * Redistributors.STRIDE + register, 4);
    }

    /** As Linux's gic_dist_init and gic_cpu_init leave it. */
    @BeforeEach
    void initialize() {
        gic.write(0, 0x0000, 4, 0);
        gic.write(0, 0x0084, 4, -1);
        gic.write(0, 0x0088, 4, -1);
        gic.write(0, 0xc00 + SPI / 4, 4, 2);
        for (int i = 32; i < 96; i++) {
            gic.write(0, 0x400 + i, 1, 0xa0);
            gic.write(0, 0x6000 + 8 * i, 8, 0);
        }
        gic.write(0, 0x0000, 4, 0x12);
        gic.write(0, 0x104, 4, 1 << (SPI - 32));
        for (int cpu = 0; cpu < cpus.length; cpu++) {
            own(cpu, 0x14, 0);
            own(cpu, SGI_FRAME + 0x80, -1);
            own(cpu, SGI_FRAME + 0x100, 0xffff);
        }
        for (int cpu = 0; cpu < cpus.length; cpu++) {
            run(cpu);
        }
    }

    private void run(int cpu) {
        interrupts.beforeRun(cpu);
        cpus[cpu].stopped = false;
    }

    @Test
    void tellsWhatItIs() {
        assertEquals(0x3b, gic.read(0, 0xffe8, 4));
        assertEquals(0x52, gic.read(0, 0, 4), "DS, ARE and group 1");
        assertEquals(2, gic.read(0, 4, 4) & 0x1f, "96 interrupts");
        assertEquals(0x3b, own(1, 0xffe8));
        assertEquals(0, own(1, 0x14), "awake");
        assertEquals((1L << 32) | (1 << 8), redistributors.read(0, Redistributors.STRIDE + 8, 8));
        assertEquals(
                (2L << 32) | (2 << 8) | (1 << 4), redistributors.read(0, 2 * Redistributors.STRIDE + 8, 8), "the last");
        assertEquals(2, redistributors.read(0, 2 * Redistributors.STRIDE + 12, 4));
        assertEquals(3 * Redistributors.STRIDE, redistributors.size());
    }

    @Test
    void aSharedInterruptGoesWhereItIsRouted() {
        line.set(true);
        assertEquals(SPI, cpus[0].acknowledge());
        assertTrue((cpus[0].words[0] & VcpuPageLayout.GROUP_1) != 0);
        cpus[0].end(SPI);
        line.set(false);
        cpus[0].stopped = true;
        gic.write(0, 0x6000 + 8 * SPI, 8, 2);
        assertEquals(2, gic.read(0, 0x6000 + 8 * SPI, 8));
        run(0);
        line.set(true);
        cpus[0].stopped = true; // kicked, since it may have held it
        interrupts.refresh(0);
        run(0);
        cpus[2].stopped = true;
        run(2);
        assertEquals(NONE, cpus[0].acknowledge());
        assertEquals(SPI, cpus[2].acknowledge());
    }

    @Test
    void anAffinityThatNoCpuHasGetsNothing() {
        cpus[0].stopped = true;
        gic.write(0, 0x6000 + 8 * SPI, 8, 1L << 32);
        run(0);
        line.set(true);
        for (SimulatedLists cpu : cpus) {
            assertEquals(NONE, cpu.acknowledge());
        }
    }

    @Test
    void sgisGoToTheListOrToAllOthers() {
        gic.sendSgis(0, (7L << 24) | 0b110);
        assertEquals(NONE, cpus[0].acknowledge());
        assertEquals(7, cpus[1].acknowledge());
        assertEquals(7, cpus[2].acknowledge());
        gic.sendSgis(2, (1L << 40) | (3L << 24));
        assertEquals(3, cpus[0].acknowledge());
        assertEquals(3, cpus[1].acknowledge());
        assertFalse(cpus[2].acknowledge() == 3);
    }

    @Test
    void sgisToOtherClustersReachNobody() {
        gic.sendSgis(0, (1L << 16) | (7L << 24) | 0b111);
        gic.sendSgis(0, (1L << 44) | (7L << 24) | 0b111);
        for (SimulatedLists cpu : cpus) {
            assertEquals(NONE, cpu.acknowledge());
        }
    }

    @Test
    void messagesMakeSharedInterruptsPending() {
        cpus[0].stopped = true;
        gic.write(0, 0x40, 4, SPI);
        gic.write(0, 0x40, 4, 7);
        run(0);
        assertEquals(SPI, cpus[0].acknowledge());
    }

    @Test
    void groupZeroDoesNotPass() {
        cpus[0].stopped = true;
        gic.write(0, 0x84, 4, 0);
        run(0);
        line.set(true);
        assertEquals(NONE, cpus[0].acknowledge());
    }

    @Test
    void accessesOfAllKindsAtAllPlacesDoNoHarm() {
        for (SimulatedLists cpu : cpus) {
            cpu.stopped = true;
        }
        for (int offset = 0; offset < GicV3.SIZE; offset++) {
            for (int width = 1; width <= 8 && offset + width <= GicV3.SIZE; width *= 2) {
                gic.write(1, offset, width, 0x3333_3333_3333_3333L * (offset | 1));
                gic.read(1, offset, width);
                redistributors.write(1, offset + SGI_FRAME, width, 0x7777_7777_7777_7777L * (offset | 1));
                redistributors.read(1, offset + SGI_FRAME, width);
            }
        }
        for (int cpu = 0; cpu < cpus.length; cpu++) {
            run(cpu);
        }
    }
}
