package cortado.trials.guided;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuidedTest {
    private final Mutation mutation = new Mutation(new Dice(7));

    @Test
    void whateverChangesASequenceStaysAWholeOne() {
        byte[] one = mutation.fresh();
        byte[] other = mutation.fresh();
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = mutation.changed(one, other);
            assertEquals(0, changed.length % Sequence.STEP);
            assertTrue(changed.length > 0 && changed.length <= Sequence.MOST * Sequence.STEP);
            lengths.add(changed.length);
            other = one;
            one = changed;
        }
        assertEquals(Sequence.MOST, lengths.size(), "every length comes up");
    }

    @Test
    void freshSequencesMakeEveryCall() {
        Set<Integer> calls = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            byte[] fresh = mutation.fresh();
            for (int step = 0; step < Sequence.steps(fresh); step++) {
                calls.add(Sequence.call(fresh, step));
                assertFalse(Sequence.text(fresh).isEmpty());
            }
        }
        for (int call = 0; call < Call.COUNT; call++) {
            assertTrue(calls.contains(call), Call.text(call) + " is never made");
        }
        assertTrue(calls.contains(Sequence.STORE) && calls.contains(Sequence.MESSAGE));
    }

    @Test
    void theOriginalIsLeftAlone() {
        byte[] one = mutation.fresh();
        byte[] copy = one.clone();
        for (int i = 0; i < 1_000; i++) {
            mutation.changed(one, copy);
        }
        assertEquals(Sequence.text(copy), Sequence.text(one));
    }

    @Test
    void theSameSeedGivesTheSameSequences() {
        assertEquals(
                Sequence.text(new Mutation(new Dice(3)).fresh()), Sequence.text(new Mutation(new Dice(3)).fresh()));
        assertNotEquals(
                Sequence.text(new Mutation(new Dice(3)).fresh()), Sequence.text(new Mutation(new Dice(4)).fresh()));
    }

    @Test
    void stepsSayWhoMakesThem() {
        byte[] sequence = new byte[Sequence.STEP];
        boolean[][] expected = {{true, false}, {false, true}, {true, true}, {true, true}};
        for (int lane = 0; lane < expected.length; lane++) {
            Sequence.setLane(sequence, 0, lane);
            assertEquals(expected[lane][0], Sequence.isOf(sequence, 0, 0), "lane " + lane);
            assertEquals(expected[lane][1], Sequence.isOf(sequence, 0, 1), "lane " + lane);
        }
    }

    @Test
    void valuesOfArgumentsComeBackAsTheyWerePut() {
        byte[] sequence = new byte[2 * Sequence.STEP];
        Sequence.setArgument(sequence, 1, 3, Argument.WIDE, 0xfedc);
        assertEquals(Argument.WIDE, Sequence.kind(sequence, 1, 3));
        assertEquals(0xfedc, Sequence.value(sequence, 1, 3));
        assertEquals(0xfedc_fedc_fedc_fedcL, Argument.plain(Argument.WIDE, 0xfedc));
    }

    @Test
    void anEdgeIsNewOnceAndAgainWhereItsCountLeavesTheRange() {
        Coverage coverage = new Coverage(8);
        assertFalse(coverage.look());
        coverage.counts()[5] = 1;
        assertTrue(coverage.look());
        assertTrue(coverage.again(), "the same counts show it again");
        coverage.remember();
        assertFalse(coverage.look());
        coverage.counts()[5] = 10;
        assertTrue(coverage.look());
        coverage.counts()[5] = 1;
        assertFalse(coverage.again(), "a count of another range is not it");
        coverage.remember();
        coverage.counts()[5] = 15;
        assertFalse(coverage.look());
        coverage.counts()[6] = (byte) 200;
        assertTrue(coverage.look());
        coverage.remember();
        assertEquals(2, coverage.edges());
        assertEquals(3, coverage.features());
    }
}
