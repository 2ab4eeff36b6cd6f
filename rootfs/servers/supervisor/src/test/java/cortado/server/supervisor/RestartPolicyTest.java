package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.environ.spec.Restart;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    @Test
    void theWaitDoublesWithEachDeathInThePeriod() {
        RestartPolicy policy = new RestartPolicy(new Restart(50, 10, 60_000));
        assertEquals(OptionalLong.of(SECOND + 50 * MILLI), policy.next(SECOND));
        assertEquals(OptionalLong.of(2 * SECOND + 100 * MILLI), policy.next(2 * SECOND));
        assertEquals(OptionalLong.of(3 * SECOND + 200 * MILLI), policy.next(3 * SECOND));
        assertEquals(3, policy.total());
    }

    @Test
    void oneDeathTooManyIsTheLast() {
        RestartPolicy policy = new RestartPolicy(new Restart(1, 2, 60_000));
        policy.next(SECOND);
        policy.next(2 * SECOND);
        assertEquals(OptionalLong.empty(), policy.next(3 * SECOND));
        assertEquals("it was restarted 2 times within 60 s", policy.reason());
        assertEquals(2, policy.total());
    }

    @Test
    void deathsOfLongAgoAreForgiven() {
        RestartPolicy policy = new RestartPolicy(new Restart(50, 2, 60_000));
        policy.next(SECOND);
        policy.next(2 * SECOND);
        assertEquals(OptionalLong.of(61 * SECOND + 100 * MILLI), policy.next(61 * SECOND), "the first is a minute old");
        assertEquals(OptionalLong.empty(), policy.next(61 * SECOND));
        assertEquals(OptionalLong.of(200 * SECOND + 50 * MILLI), policy.next(200 * SECOND));
    }

    @Test
    void theNextLifeOfTheSupervisorCountsOn() {
        RestartPolicy first = new RestartPolicy(new Restart(50, 2, 60_000));
        first.next(SECOND);
        first.next(2 * SECOND);
        RestartPolicy second = new RestartPolicy(new Restart(50, 2, 60_000));
        second.restore(first.total(), first.recent(24));
        assertEquals(OptionalLong.empty(), second.next(3 * SECOND));
        assertEquals("it was restarted 2 times within 60 s", second.reason());
        assertEquals(OptionalLong.of(61 * SECOND + 100 * MILLI), second.next(61 * SECOND), "the first is a minute old");
        assertEquals(3, second.total());
        assertEquals(List.of(61 * SECOND), second.recent(1), "the newest");
    }

    @Test
    void aWaitIsNeverLongerThanThePeriod() {
        RestartPolicy policy = new RestartPolicy(new Restart(1_000, 100, 10_000));
        OptionalLong last = OptionalLong.empty();
        for (int i = 0; i < 50; i++) {
            last = policy.next(i);
        }
        assertEquals(OptionalLong.of(49 + 10 * SECOND), last);
    }

    @Test
    void neverMeansNever() {
        RestartPolicy policy = new RestartPolicy(Restart.NEVER);
        assertEquals(OptionalLong.empty(), policy.next(SECOND));
        assertEquals("its spec says not to restart it", policy.reason());
    }
}
