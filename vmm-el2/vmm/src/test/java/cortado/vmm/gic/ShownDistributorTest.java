package cortado.vmm.gic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What guests read without an exit is what the model of the distributor would answer. */
class ShownDistributorTest {
    private static final int CPUS = 3;
    private static final int WRITES = 4000;

    private final SimulatedLists[] lists = {new SimulatedLists(4), new SimulatedLists(4), new SimulatedLists(4)};
    private final Page[] pages = {new Page(), new Page(), new Page()};

    /** Keeps what was shown. */
    private static final class Page implements RegisterPage {
        private final Map<Integer, Integer> words = new HashMap<>();

        @Override
        public void show(int offset, int value) {
            assertTrue(offset >= 0 && offset < 4096 && offset % 4 == 0, "offset " + offset);
            assertFalse(offset >= 0xe80 && offset < 0xf00, "where the marks are");
            words.put(offset, value);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void whateverIsWrittenAndHappensAllCpusReadWhatTheModelSays(int version) {
        Interrupts interrupts = new Interrupts(version, lists);
        Distributor model = version == 2 ? new GicV2(interrupts) : new GicV3(interrupts);
        ShownDistributor shown = new ShownDistributor(model, pages);
        Random random = new Random(version);
        compare(model, "at first");
        for (int i = 0; i < WRITES; i++) {
            int cpu = random.nextInt(CPUS);
            lists[cpu].stopped = true;
            int width = 1 << random.nextInt(3);
            int offset = random.nextInt(version == 2 ? 0x1000 : 0x1400) & -width;
            shown.write(cpu, offset, width, random.nextInt());
            happen(interrupts, random);
            interrupts.beforeRun(cpu);
            lists[cpu].stopped = false;
            int at = offset;
            compare(model, "after a write of " + width + " bytes at 0x" + Integer.toHexString(at));
        }
    }

    private void happen(Interrupts interrupts, Random random) {
        interrupts.line(32 + random.nextInt(64)).set(random.nextBoolean());
        interrupts.timerDue(random.nextInt(CPUS));
        SimulatedLists list = lists[random.nextInt(CPUS)];
        int number = list.stopped ? 1023 : list.acknowledge();
        if (number < 1020 && random.nextBoolean()) {
            list.end(number);
        }
    }

    private void compare(Distributor model, String when) {
        for (int cpu = 0; cpu < CPUS; cpu++) {
            boolean stopped = lists[cpu].stopped;
            lists[cpu].stopped = false; // so that reading changes nothing
            int number = cpu;
            pages[cpu].words.forEach((offset, value) -> assertEquals(
                    Integer.toHexString((int) model.read(number, offset, 4)),
                    Integer.toHexString(value),
                    () -> "CPU " + number + " at 0x" + Integer.toHexString(offset) + " " + when));
            lists[cpu].stopped = stopped;
        }
    }

    @Test
    void whatInterruptsChangeByThemselvesIsNotShown() {
        ShownDistributor shown = new ShownDistributor(new GicV2(new Interrupts(2, lists)), pages);
        for (int offset : new int[] {0x200, 0x280, 0x2fc, 0x300, 0x380, 0x3fc, 0xf00, 0xf10, 0xf20, 0xf2c}) {
            assertFalse(shown.isShown(offset), Integer.toHexString(offset));
            assertFalse(pages[0].words.containsKey(offset), Integer.toHexString(offset));
        }
        for (int offset : new int[] {0, 4, 8, 0x080, 0x100, 0x104, 0x180, 0x400, 0x45c, 0x800, 0x85c, 0xc00, 0xfe8}) {
            assertTrue(shown.isShown(offset), Integer.toHexString(offset));
            assertTrue(pages[2].words.containsKey(offset), Integer.toHexString(offset));
        }
    }

    @Test
    void eachCpuFindsItsOwn() {
        ShownDistributor shown = new ShownDistributor(new GicV2(new Interrupts(2, lists)), pages);
        shown.write(1, 0x100, 4, 1 << 30);
        assertEquals(0x0000_ffff, pages[0].words.get(0x100));
        assertEquals(0x4000_ffff, pages[1].words.get(0x100));
        assertEquals(0x4000_ffff, pages[1].words.get(0x180));
        assertEquals(0x0404_0404, pages[2].words.get(0x800));
        shown.write(2, 0x84a, 1, 2);
        assertEquals(0x0102_0101, pages[0].words.get(0x848), "SPIs start at CPU 0");
    }
}
