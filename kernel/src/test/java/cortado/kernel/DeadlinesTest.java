package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Test
    void withoutEntriesNothingIsDue() {
        Deadlines deadlines = new Deadlines();
        assertEquals(Long.MAX_VALUE, deadlines.earliest());
        assertEquals(-1, deadlines.take(Long.MAX_VALUE));
    }

    @Test
    void neverIsNotEntered() {
        Deadlines deadlines = new Deadlines();
        deadlines.set(3, 100);
        deadlines.set(3, Long.MAX_VALUE);
        deadlines.cancel(3);
        deadlines.cancel(3);
        assertEquals(-1, deadlines.take(1000));
        assertEquals(Long.MAX_VALUE, deadlines.earliest());
    }

    @Test
    void entriesComeOutInTheOrderOfTheirTimes() {
        Random random = new Random(3);
        Deadlines deadlines = new Deadlines();
        TreeMap<Long, TreeSet<Integer>> expected = new TreeMap<>();
        long[] times = new long[Deadlines.TIMERS + KernelLimits.TIMERS];
        for (int step = 0; step < 50_000; step++) {
            int number = random.nextInt(times.length);
            if (times[number] != 0) {
                TreeSet<Integer> same = expected.get(times[number]);
                same.remove(number);
                if (same.isEmpty()) {
                    expected.remove(times[number]);
                }
            }
            if (random.nextInt(3) == 0) {
                deadlines.cancel(number);
                times[number] = 0;
            } else {
                times[number] = 1L + random.nextInt(500);
                deadlines.set(number, times[number]);
                expected.computeIfAbsent(times[number], time -> new TreeSet<>()).add(number);
            }
            long earliest = expected.isEmpty() ? Long.MAX_VALUE : expected.firstKey();
            assertTrue(deadlines.earliest() <= earliest, "nothing is due before");
            assertEquals(-1, deadlines.take(earliest - 1));
            assertEquals(earliest, deadlines.earliest(), "what was put off has moved when its old time came");
            if (random.nextInt(10) == 0 && !expected.isEmpty()) {
                int taken = deadlines.take(earliest);
                assertEquals(earliest, times[taken]);
                times[taken] = 0;
                expected.get(earliest).remove(taken);
                if (expected.get(earliest).isEmpty()) {
                    expected.remove(earliest);
                }
            }
        }
    }
}
