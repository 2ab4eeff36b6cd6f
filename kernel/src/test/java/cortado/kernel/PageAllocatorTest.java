package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageAllocatorTest {
    private static final long PAGE = 4096;
    private static final long START = 0x4000_0000L;

    private static PageAllocator allocator(int pages) {
        PageAllocator allocator = new PageAllocator();
        allocator.manage(START, START + pages * PAGE);
        allocator.release(START, START + pages * PAGE);
        return allocator;
    }

    @Test
    void everyPageCanBeTakenOnce() {
        PageAllocator allocator = allocator(1000);
        BitSet seen = new BitSet();
        for (int i = 0; i < 1000; i++) {
            int page = (int) ((allocator.takePage() - START) / PAGE);
            assertTrue(page >= 0 && page < 1000 && !seen.get(page));
            seen.set(page);
        }
        assertEquals(0, allocator.free());
        assertEquals(-1, allocator.take(1));
    }

    @Test
    void aRunIsContiguousAndAsLongAsAllThatIsFree() {
        PageAllocator allocator = allocator(1000);
        assertEquals(-1, allocator.take(1001));
        assertEquals(START, allocator.take(1000));
        allocator.give(START + 100 * PAGE, 200);
        assertEquals(-1, allocator.take(201));
        assertEquals(START + 100 * PAGE, allocator.take(200));
    }

    @Test
    void aRunMayCrossWhereTheLastSearchStopped() {
        PageAllocator allocator = allocator(256);
        assertEquals(START, allocator.take(100));
        allocator.give(START, 100);
        assertEquals(START, allocator.take(256));
    }

    @Test
    void reservedPagesAreNeverGiven() {
        PageAllocator allocator = allocator(100);
        assertEquals(3, allocator.reserve(START + 10 * PAGE + 5, START + 12 * PAGE + 1));
        assertEquals(0, allocator.reserve(START + 10 * PAGE, START + 13 * PAGE));
        assertEquals(97, allocator.free());
        assertEquals(START + 13 * PAGE, allocator.take(87));
        assertEquals(START, allocator.take(10));
        assertEquals(-1, allocator.take(1));
    }

    @Test
    void partsOfPagesAtTheEdgesAreNotMemory() {
        PageAllocator allocator = new PageAllocator();
        allocator.manage(START, START + 64 * PAGE);
        allocator.release(START + 1, START + 3 * PAGE - 1);
        assertEquals(1, allocator.free());
        assertEquals(START + PAGE, allocator.takePage());
    }

    @Test
    void whatLiesOutsideOfItsSpanIsIgnored() {
        PageAllocator allocator = allocator(64);
        allocator.release(0, START);
        allocator.release(START + 64 * PAGE, START + 1000 * PAGE);
        assertEquals(0, allocator.reserve(0, START));
        assertEquals(64, allocator.free());
    }

    @Test
    void aRunKeepsToTheWindowThatItsDeviceReaches() {
        PageAllocator allocator = allocator(1024);
        long low = START + 200 * PAGE;
        long high = START + 210 * PAGE;
        assertEquals(low, allocator.take(8, low, high));
        assertEquals(-1, allocator.take(3, low, high));
        assertEquals(low + 8 * PAGE, allocator.take(2, low, high));
        assertEquals(-1, allocator.take(1, 0, START));
        assertEquals(-1, allocator.take(1, START + 5000 * PAGE, Long.MAX_VALUE));
    }

    @Test
    void sixteenGibibytesAreManagedAndNoMore() {
        PageAllocator allocator = new PageAllocator();
        allocator.manage(0, 64L << 30);
        allocator.release(0, 64L << 30);
        assertEquals(KernelLimits.MEMORY / PAGE, allocator.free());
    }

    @Test
    void randomTakingAndGivingNeverOverlaps() {
        Random random = new Random(42);
        PageAllocator allocator = allocator(2000);
        BitSet taken = new BitSet();
        List<long[]> runs = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            if (random.nextBoolean() && !runs.isEmpty()) {
                long[] run = runs.remove(random.nextInt(runs.size()));
                allocator.give(run[0], (int) run[1]);
                taken.clear((int) ((run[0] - START) / PAGE), (int) ((run[0] - START) / PAGE + run[1]));
            } else {
                int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 8);
                long address = allocator.take(length);
                if (address >= 0) {
                    int first = (int) ((address - START) / PAGE);
                    int next = taken.nextSetBit(first);
                    assertTrue(first + length <= 2000 && (next < 0 || next >= first + length));
                    taken.set(first, first + length);
                    runs.add(new long[] {address, length});
                } else {
                    assertTrue(longestRun(taken) < length, "a run of " + length + " was there");
                }
            }
            assertEquals(2000 - taken.cardinality(), allocator.free());
        }
    }

    private static int longestRun(BitSet taken) {
        int longest = 0;
        int at = taken.nextClearBit(0);
        while (at < 2000) {
            int end = taken.nextSetBit(at);
            end = end < 0 ? 2000 : Math.min(end, 2000);
            longest = Math.max(longest, end - at);
            at = taken.nextClearBit(end);
        }
        return longest;
    }
}
