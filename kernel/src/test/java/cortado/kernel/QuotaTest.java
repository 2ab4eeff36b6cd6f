package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessLayout;
import cortado.abi.Status;
import org.junit.jupiter.api.Test;

/** Each process runs into its own quota, and all of them together take no other's due. */
class QuotaTest {
    private final TestBoard test = new TestBoard();

    private Agent greedy(String name, int objects, int channels, int timers) {
        byte[] parameters = test.parameters(name, TestBoard.PRIORITY);
        LittleEndian.put32(parameters, ProcessLayout.HANDLE_QUOTA, KernelLimits.HANDLES);
        LittleEndian.put32(parameters, ProcessLayout.OBJECT_QUOTA, objects);
        LittleEndian.put32(parameters, ProcessLayout.CHANNEL_QUOTA, channels);
        LittleEndian.put32(parameters, ProcessLayout.TIMER_QUOTA, timers);
        return test.started(parameters);
    }

    private static int exhaust(Agent agent, int call, long... arguments) {
        for (int made = 0; ; made++) {
            long result = agent.call(call, arguments);
            if (result < 0) {
                assertTrue(result == Status.QUOTA_EXCEEDED || result == Status.TABLE_FULL, "status " + result);
                return made;
            }
        }
    }

    @Test
    void channelsAndTimersHaveQuotasOfTheirOwn() {
        Agent a = greedy("a", 40, 10, 5);
        assertEquals(10, exhaust(a, Call.CHANNEL_CREATE));
        assertEquals(5, exhaust(a, Call.TIMER_CREATE));
        assertEquals(25, exhaust(a, Call.FOLIO_CREATE, 4096, 0));
    }

    @Test
    void whatIsGivenBackMayBeMadeAgain() {
        Agent a = greedy("a", 40, 10, 1);
        long timer = a.done(Call.TIMER_CREATE);
        a.expect(Status.QUOTA_EXCEEDED, Call.TIMER_CREATE);
        a.expect(Status.OK, Call.HANDLE_CLOSE, timer);
        a.done(Call.TIMER_CREATE);
    }

    @Test
    void noNumberOfGreedyProcessesTakesWhatAnotherIsDue() {
        int timers = 0;
        int polls = 0;
        int channels = 0;
        for (int i = 0; i < 8; i++) {
            Agent bomb = greedy("bomb" + i, 200, 200, 200);
            timers += exhaust(bomb, Call.TIMER_CREATE);
            polls += exhaust(bomb, Call.POLL_CREATE);
        }
        for (int i = 0; i < 8; i++) {
            channels += exhaust(greedy("channels" + i, 200, 200, 200), Call.CHANNEL_CREATE);
        }
        assertTrue(timers >= KernelLimits.TIMERS / 2 && timers < KernelLimits.TIMERS, timers + " timers");
        assertTrue(polls >= KernelLimits.POLLS / 2 && polls < KernelLimits.POLLS, polls + " polls");
        assertTrue(channels >= KernelLimits.CHANNELS / 4 && channels < KernelLimits.CHANNELS, channels + " channels");
        Agent neighbour = test.start("neighbour");
        neighbour.done(Call.TIMER_CREATE);
        neighbour.done(Call.TIMER_CREATE);
        neighbour.done(Call.POLL_CREATE);
        for (int i = 0; i < 4; i++) {
            neighbour.done(Call.CHANNEL_CREATE);
        }
    }

    @Test
    void messagesThatNoOneReceivesAreBounded() {
        int sent = 0;
        for (int i = 0; i < 10; i++) {
            Agent bomb = greedy("bomb" + i, 64, 64, 0);
            for (int channel = 0; channel < 20; channel++) {
                long end = bomb.call(Call.CHANNEL_CREATE);
                while (end > 0 && bomb.send(end, 1, "") == Status.OK) {
                    sent++;
                }
            }
        }
        assertTrue(sent > KernelLimits.MESSAGES / 2 && sent < KernelLimits.MESSAGES, sent + " messages");
        Agent neighbour = test.start("neighbour");
        long end = neighbour.done(Call.CHANNEL_CREATE);
        for (int i = 0; i < KernelLimits.MESSAGES_OWED; i++) {
            assertEquals(Status.OK, neighbour.send(end, i, "mine"));
        }
    }
}
