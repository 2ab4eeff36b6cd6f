package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Gic3Test {
    private static final int FRAMES = 0x2_0000;
    private static final int TYPER = 0x08;
    private static final int WAKER = 0x14;
    private static final int SGI_FRAME = 0x1_0000;

    /** Registers that keep what is stored; some are preset, WAKER's ChildrenAsleep follows ProcessorSleep. */
    private static final class Block implements RegisterBlock {
        private final Map<Integer, Integer> words;
        private final int start;

        Block(Map<Integer, Integer> words, int start) {
            this.words = words;
            this.start = start;
        }

        @Override
        public int load(int offset) {
            return words.getOrDefault(start + offset, 0);
        }

        @Override
        public void store(int offset, int value) {
            boolean waker = (start + offset) % FRAMES == WAKER;
            words.put(start + offset, waker ? ((value & 2) << 1) | (value & 2) : value);
        }

        @Override
        public RegisterBlock from(int offset) {
            return new Block(words, start + offset);
        }
    }

    private static final class Interface implements Gic3SystemRegisters {
        final List<Long> sent = new ArrayList<>();
        boolean enabled;

        @Override
        public int acknowledge() {
            return 1023;
        }

        @Override
        public void end(int interrupt) {}

        @Override
        public void send(long value) {
            sent.add(value);
        }

        @Override
        public void enable() {
            enabled = true;
        }
    }

    private final Block distributor = new Block(new HashMap<>(Map.of(Distributor.TYPER, 7)), 0);
    private final Interface cpuInterface = new Interface();

    private static Block row(int... affinities) {
        Map<Integer, Integer> words = new HashMap<>();
        for (int i = 0; i < affinities.length; i++) {
            words.put(i * FRAMES + TYPER, i == affinities.length - 1 ? 1 << 4 : 0);
            words.put(i * FRAMES + TYPER + 4, affinities[i]);
            words.put(i * FRAMES + WAKER, 6);
        }
        return new Block(words, 0);
    }

    private Gic3 gic(Block... rows) {
        int[] sizes = new int[rows.length];
        java.util.Arrays.fill(sizes, 4 * FRAMES);
        return new Gic3(distributor, rows, sizes, cpuInterface);
    }

    @Test
    void aCpusRedistributorIsFoundByItsAffinityInAnyRow() {
        Block second = row(0x100, 0x101);
        Gic3 gic = gic(row(0, 1), second);
        gic.expect(0, 0x101);
        gic.initializeCpu(0);
        assertEquals(0, second.load(FRAMES + WAKER), "awake");
        assertEquals(6, second.load(WAKER), "still asleep");
        assertEquals(-1, second.load(FRAMES + SGI_FRAME + Distributor.IGROUPR));
        assertEquals(0xffff, second.load(FRAMES + SGI_FRAME + Distributor.ISENABLER));
        assertEquals(true, cpuInterface.enabled);
    }

    @Test
    void aCpuWithoutARedistributorIsNamed() {
        Gic3 gic = gic(row(0, 1));
        var failure = assertThrows(IllegalStateException.class, () -> gic.expect(1, 0x8000_0203L));
        assertEquals("GICv3: no redistributor for a CPU's affinity 80000203", failure.getMessage());
    }

    @Test
    void sharedInterruptsAreInGroupOneAndRoutedByAffinity() {
        Gic3 gic = gic(row(0x0201, 1));
        gic.expect(0, 0x0201);
        gic.initialize();
        assertEquals(0x13, distributor.load(Distributor.CTLR));
        assertEquals(-1, distributor.load(Distributor.IGROUPR + 4));
        gic.target(40);
        assertEquals(0x0201, distributor.load(Distributor.IROUTER + 8 * 40));
        assertEquals(0, distributor.load(Distributor.IROUTER + 8 * 40 + 4));
    }

    @Test
    void softwareInterruptsCarryEveryAffinityLevel() {
        Gic3 gic = gic(row(0, 0x0504_0312));
        gic.expect(0, 0);
        gic.expect(1, 0x05_0004_0312L);
        gic.send(0, 1);
        gic.send(1, 0);
        assertEquals(
                List.of((1L << 24) | 1, (1L << 2) | (3L << 16) | (4L << 32) | (1L << 44) | (5L << 48)),
                cpuInterface.sent);
    }

    @Test
    void thePrivateTimerIsUnmaskedInTheCpusOwnFrame() {
        Block row = row(0, 1);
        Gic3 gic = gic(row);
        gic.expect(1, 1);
        gic.unmaskPrivate(1, 27);
        assertEquals(1 << 27, row.load(FRAMES + SGI_FRAME + Distributor.ISENABLER));
    }
}
