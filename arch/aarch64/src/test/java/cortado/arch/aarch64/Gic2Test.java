package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Gic2Test {
    private static final int GICC_CTLR = 0;
    private static final int GICC_PMR = 4;

    private final SimulatedGic2 distributor = new SimulatedGic2();
    private final int[] cpuInterface = new int[0x40];
    private final Gic2 gic = new Gic2(distributor, new RegisterBlock() {
        @Override
        public int load(int offset) {
            return cpuInterface[offset / 4];
        }

        @Override
        public void store(int offset, int value) {
            cpuInterface[offset / 4] = value;
        }

        @Override
        public RegisterBlock from(int offset) {
            throw new UnsupportedOperationException();
        }
    });

    @BeforeEach
    void initialize() {
        gic.initialize();
        gic.initializeCpu(0);
        distributor.ownTarget = 4;
        gic.initializeCpu(1);
    }

    @Test
    void whatFirmwareLeftEnabledIsMaskedButForSoftwareInterrupts() {
        assertEquals(new TreeSet<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)), distributor.enabled);
        assertEquals(1, distributor.load(Distributor.CTLR));
    }

    @Test
    void everyInterruptIsMoreUrgentThanTheMask() {
        for (int line = 0; line < 160; line++) {
            assertEquals(true, distributor.priority(line) < cpuInterface[GICC_PMR / 4]);
        }
        assertEquals(1, cpuInterface[GICC_CTLR / 4]);
    }

    @Test
    void oneLineIsUnmaskedAndMaskedAlone() {
        gic.distributor().unmask(33);
        gic.distributor().unmask(95);
        assertEquals(new TreeSet<>(List.of(33, 95)), distributor.enabled.tailSet(16));
        gic.distributor().mask(33);
        assertEquals(new TreeSet<>(List.of(95)), distributor.enabled.tailSet(16));
    }

    @Test
    void aLineIsAimedAtTheBootCpuAndItsNeighboursStay() {
        gic.target(33);
        gic.target(34);
        assertEquals(0, distributor.target(32));
        assertEquals(1, distributor.target(33));
        assertEquals(1, distributor.target(34));
        assertEquals(0, distributor.target(35));
    }

    @Test
    void aLineMayBeAimedBeforeTheBootCpuTakesInterrupts() {
        Gic2 early = new Gic2(distributor, distributor);
        early.initialize();
        early.target(40);
        assertEquals(4, distributor.target(40));
    }

    @Test
    void triggersAreSetLineByLine() {
        gic.distributor().setTrigger(47, true);
        gic.distributor().setTrigger(48, true);
        gic.distributor().setTrigger(47, false);
        assertEquals(false, distributor.isEdge(47));
        assertEquals(true, distributor.isEdge(48));
        assertEquals(false, distributor.isEdge(49));
    }

    @Test
    void cpusAreReachedByTheInterfaceNumberTheyReportThemselves() {
        gic.send(0, 3);
        gic.send(1, 0);
        assertEquals(List.of((1 << 16) | 3, 4 << 16), distributor.softwareInterrupts);
    }

    @Test
    void specifiersNameSharedInterruptsOnly() {
        Distributor lines = gic.distributor();
        assertEquals(33, lines.line(new int[] {0, 1, 4, 0}, 3));
        assertEquals(159, lines.line(new int[] {0, 127, 4, 0}, 3));
        assertEquals(-1, lines.line(new int[] {0, 128, 4, 0}, 3), "not implemented");
        assertEquals(-1, lines.line(new int[] {1, 11, 4, 0}, 3), "private");
        assertEquals(-1, lines.line(new int[] {2, 1, 4, 0}, 3), "extended range");
        assertEquals(-1, lines.line(new int[] {0, -5, 4, 0}, 3), "negative");
        assertEquals(-1, lines.line(new int[] {0, 1, 0, 0}, 2), "two cells");
        assertEquals(27, Distributor.privateLine(new int[] {1, 11, 4, 0}));
        assertEquals(-1, Distributor.privateLine(new int[] {0, 11, 4, 0}));
    }

    @Test
    void specifierFlagsSayHowALineTriggers() {
        assertEquals(true, Distributor.isEdge(new int[] {0, 1, 1, 0}));
        assertEquals(false, Distributor.isEdge(new int[] {0, 1, 4, 0}));
        assertEquals(false, Distributor.isEdge(new int[] {0, 1, 8, 0}));
    }
}
