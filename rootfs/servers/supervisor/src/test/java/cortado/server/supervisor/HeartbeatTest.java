package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.environ.spec.Pulse;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final long PERIOD = 1_000_000_000L;

    private final Heartbeat heartbeat = new Heartbeat(Pulse.DEFAULT);

    @Test
    void whoAnswersIsAskedForEver() {
        heartbeat.begin(0);
        for (long now = PERIOD; now < 20 * PERIOD; now += PERIOD) {
            assertEquals(Heartbeat.Step.NOTHING, heartbeat.step(now - 1));
            assertEquals(Heartbeat.Step.ASK, heartbeat.step(now));
            heartbeat.answered();
        }
    }

    @Test
    void whoIsSilentHangsAfterTheLastQuestion() {
        heartbeat.begin(0);
        long now = 0;
        for (int i = 0; i < Pulse.DEFAULT.misses(); i++) {
            now += PERIOD;
            assertEquals(Heartbeat.Step.ASK, heartbeat.step(now));
        }
        assertEquals(Heartbeat.Step.HUNG, heartbeat.step(now + PERIOD));
    }

    @Test
    void timeInWhichNobodyAskedBlamesNobody() {
        heartbeat.begin(0);
        assertEquals(Heartbeat.Step.ASK, heartbeat.step(100 * PERIOD));
        assertEquals(Heartbeat.Step.NOTHING, heartbeat.step(100 * PERIOD + 1));
        assertEquals(101 * PERIOD, heartbeat.nextAt());
    }

    @Test
    void theSpecSaysHowOftenAndHowPatiently() {
        Heartbeat quick = new Heartbeat(new Pulse(10, 1));
        quick.begin(0);
        assertEquals(Heartbeat.Step.ASK, quick.step(10_000_000));
        assertEquals(Heartbeat.Step.HUNG, quick.step(20_000_000));
        assertEquals("hung: it left 1 heartbeats unanswered", quick.reason());
        Heartbeat never = new Heartbeat(Pulse.NEVER);
        never.begin(0);
        assertEquals(Heartbeat.Step.NOTHING, never.step(Long.MAX_VALUE - 1));
    }
}
