package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimerTest {
    private final TestBoard test = new TestBoard();
    private final Agent a = test.start("a");
    private final long poll = a.done(Call.POLL_CREATE);
    private final long timer = a.done(Call.TIMER_CREATE);

    @BeforeEach
    void watch() {
        a.expect(Status.OK, Call.POLL_ADD, poll, timer, Signals.SIGNALLED, 1);
    }

    private long poll() {
        return a.call(Call.POLL_WAIT, poll, a.buffer(), 4, 0);
    }

    @Test
    void itSignalsFromItsDeadlineOn() {
        long deadline = test.machine.now() + 1000;
        a.expect(Status.OK, Call.TIMER_SET, timer, deadline);
        test.board.passTime(deadline - 1);
        assertEquals(Status.TIMED_OUT, poll());
        test.board.passTime(deadline);
        assertEquals(1, poll());
        assertEquals(1, poll());
    }

    @Test
    void settingItClearsTheSignal() {
        a.expect(Status.OK, Call.TIMER_SET, timer, 1);
        test.board.passTime(test.machine.now() + 1);
        assertEquals(1, poll());
        a.expect(Status.OK, Call.TIMER_SET, timer, test.machine.now() + 1000);
        assertEquals(Status.TIMED_OUT, poll());
    }

    @Test
    void deadlineZeroDisarms() {
        a.expect(Status.OK, Call.TIMER_SET, timer, test.machine.now() + 1000);
        a.expect(Status.OK, Call.TIMER_SET, timer, 0);
        test.board.passTime(test.machine.now() + 5000);
        assertEquals(Status.TIMED_OUT, poll());
    }

    @Test
    void itWakesAWaitingPoll() {
        long deadline = test.machine.now() + 1000;
        a.expect(Status.OK, Call.TIMER_SET, timer, deadline);
        a.expect(SimulatedBoard.BLOCKED, Call.POLL_WAIT, poll, a.buffer(), 4, Agent.FOREVER);
        test.board.passTime(deadline - 1);
        assertTrue(a.isWaiting());
        test.board.passTime(deadline);
        assertEquals(1, a.result());
    }

    @Test
    void manyTimersFireInTheOrderOfTheirDeadlines() {
        long now = test.machine.now();
        long[] timers = new long[20];
        for (int i = 0; i < timers.length; i++) {
            timers[i] = a.done(Call.TIMER_CREATE);
            a.expect(Status.OK, Call.POLL_ADD, poll, timers[i], Signals.SIGNALLED, i);
            a.expect(Status.OK, Call.TIMER_SET, timers[i], now + 100 + (i * 7L % 20) * 10);
        }
        for (int fired = 1; fired <= timers.length; fired++) {
            test.board.passTime(now + 100 + (fired - 1) * 10L);
            assertEquals(fired, a.call(Call.POLL_WAIT, poll, a.buffer(), 64, 0));
        }
    }

    @Test
    void aClosedTimerDoesNotFire() {
        String before = test.usage();
        long other = a.done(Call.TIMER_CREATE);
        a.expect(Status.OK, Call.TIMER_SET, other, test.machine.now() + 10);
        a.expect(Status.OK, Call.HANDLE_CLOSE, other);
        test.board.passTime(test.machine.now() + 100);
        assertEquals(before, test.usage());
    }

    @Test
    void itNeedsTheRightToBeSet() {
        long weak = a.done(Call.HANDLE_DUPLICATE, timer, Rights.READ | Rights.POLL);
        a.expect(Status.ACCESS_DENIED, Call.TIMER_SET, weak, 1);
        a.expect(Status.INVALID_ARGUMENT, Call.TIMER_SET, timer, -1);
        a.expect(Status.INVALID_ARGUMENT, Call.TIMER_SET, timer, Long.MIN_VALUE);
    }

    @Test
    void theClockIsTheMachines() {
        test.board.passTime(123_456);
        a.expect(123_456, Call.CLOCK);
    }
}
