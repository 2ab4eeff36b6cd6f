package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final Heartbeat heartbeat = new Heartbeat();

    @Test
    void whoAnswersIsAskedForEver() {
        heartbeat.begin(0);
        for (long now = Heartbeat.PERIOD; now < 20 * Heartbeat.PERIOD; now += Heartbeat.PERIOD) {
            assertEquals(Heartbeat.Step.NOTHING, heartbeat.step(now - 1));
            assertEquals(Heartbeat.Step.ASK, heartbeat.step(now));
            heartbeat.answered();
        }
    }

    @Test
    void whoIsSilentHangsAfterTheLastQuestion() {
        heartbeat.begin(0);
        long now = 0;
        for (int i = 0; i < Heartbeat.MISSED; i++) {
            now += Heartbeat.PERIOD;
            assertEquals(Heartbeat.Step.ASK, heartbeat.step(now));
        }
        assertEquals(Heartbeat.Step.HUNG, heartbeat.step(now + Heartbeat.PERIOD));
    }

    @Test
    void timeInWhichNobodyAskedBlamesNobody() {
        heartbeat.begin(0);
        assertEquals(Heartbeat.Step.ASK, heartbeat.step(100 * Heartbeat.PERIOD));
        assertEquals(Heartbeat.Step.NOTHING, heartbeat.step(100 * Heartbeat.PERIOD + 1));
        assertEquals(101 * Heartbeat.PERIOD, heartbeat.nextAt());
    }
}
