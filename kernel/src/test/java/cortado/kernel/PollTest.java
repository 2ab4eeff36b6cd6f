package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.EventLayout;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PollTest {
    private final TestBoard test = new TestBoard();
    private final Agent a = test.start("a");
    private final long poll = a.done(Call.POLL_CREATE);
    private final long first = a.done(Call.CHANNEL_CREATE);
    private final long second = a.second();

    private long poll(int count) {
        return a.call(Call.POLL_WAIT, poll, a.buffer() + Limits.PAGE, count, 0);
    }

    private byte[] event(int index) {
        return a.read(a.buffer() + Limits.PAGE + (long) EventLayout.SIZE * index, EventLayout.SIZE);
    }

    private int signals(int index) {
        return LittleEndian.i32(event(index), EventLayout.SIGNALS);
    }

    private long key(int index) {
        return LittleEndian.i64(event(index), EventLayout.KEY);
    }

    @Test
    void anEmptyPollTimesOut() {
        assertEquals(Status.TIMED_OUT, poll(8));
    }

    @Test
    void aMessageMakesItsReceiverReadableForAsLongAsItIsThere() {
        a.expect(Status.OK, Call.POLL_ADD, poll, second, Signals.READABLE, 0x1234_5678_9abc_def0L);
        assertEquals(Status.TIMED_OUT, poll(8));
        a.send(first, 1, "x");
        for (int i = 0; i < 3; i++) {
            assertEquals(1, poll(8));
            assertEquals(Signals.READABLE, signals(0));
            assertEquals(0x1234_5678_9abc_def0L, key(0));
            assertEquals((int) second, LittleEndian.i32(event(0), EventLayout.HANDLE));
        }
        a.receive(second);
        assertEquals(Status.TIMED_OUT, poll(8));
    }

    @Test
    void whatHeldBeforeItWasAddedIsReportedToo() {
        a.send(first, 1, "x");
        a.expect(Status.OK, Call.POLL_ADD, poll, second, Signals.READABLE | Signals.WRITABLE, 1);
        assertEquals(1, poll(8));
        assertEquals(Signals.READABLE | Signals.WRITABLE, signals(0));
    }

    @Test
    void aSenderHearsWhenThereIsRoomAgain() {
        a.expect(Status.OK, Call.POLL_ADD, poll, first, Signals.WRITABLE, 1);
        assertEquals(1, poll(8));
        for (int i = 0; i < Limits.CHANNEL_DEPTH; i++) {
            a.send(first, 1, "");
        }
        assertEquals(Status.TIMED_OUT, poll(8));
        a.receive(second);
        assertEquals(1, poll(8));
        assertEquals(Signals.WRITABLE, signals(0));
    }

    @Test
    void aClosedPeerIsReportedThoughNoOneAsked() {
        a.expect(Status.OK, Call.POLL_ADD, poll, first, 0, 1);
        a.expect(Status.OK, Call.HANDLE_CLOSE, second);
        assertEquals(1, poll(8));
        assertEquals(Signals.CLOSED, signals(0));
    }

    @Test
    void addingAgainChangesWhatIsWatched() {
        a.expect(Status.OK, Call.POLL_ADD, poll, first, Signals.WRITABLE, 1);
        a.expect(Status.OK, Call.POLL_ADD, poll, first, Signals.READABLE, 2);
        assertEquals(Status.TIMED_OUT, poll(8));
        a.send(second, 1, "");
        assertEquals(1, poll(8));
        assertEquals(2, key(0));
    }

    @Test
    void whatWasRemovedIsNotReported() {
        a.expect(Status.OK, Call.POLL_ADD, poll, first, Signals.WRITABLE, 1);
        a.expect(Status.OK, Call.POLL_REMOVE, poll, first);
        a.expect(Status.NOT_FOUND, Call.POLL_REMOVE, poll, first);
        assertEquals(Status.TIMED_OUT, poll(8));
    }

    @Test
    void aHandleThatIsClosedOrSentIsWatchedNoMore() {
        String before = test.usage();
        long timer = a.done(Call.TIMER_CREATE);
        a.expect(Status.OK, Call.POLL_ADD, poll, timer, Signals.SIGNALLED, 1);
        a.expect(Status.OK, Call.TIMER_SET, timer, 1);
        test.board.passTime(test.machine.now() + 10);
        assertEquals(1, poll(8));
        a.send(first, 1, "", (int) timer);
        assertEquals(Status.TIMED_OUT, poll(8));
        a.receive(second);
        a.expect(Status.OK, Call.POLL_ADD, poll, a.received(0), Signals.SIGNALLED, 1);
        assertEquals(1, poll(8));
        a.expect(Status.OK, Call.HANDLE_CLOSE, a.received(0));
        assertEquals(Status.TIMED_OUT, poll(8));
        assertEquals(before, test.usage());
    }

    @Test
    void everyReadySourceHasItsTurn() {
        long[] timers = new long[10];
        for (int i = 0; i < timers.length; i++) {
            timers[i] = a.done(Call.TIMER_CREATE);
            a.expect(Status.OK, Call.POLL_ADD, poll, timers[i], Signals.SIGNALLED, i);
            a.expect(Status.OK, Call.TIMER_SET, timers[i], 1);
        }
        test.board.passTime(test.machine.now() + 10);
        Set<Long> seen = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            assertEquals(3, poll(3));
            for (int j = 0; j < 3; j++) {
                seen.add(key(j));
            }
        }
        assertEquals(timers.length, seen.size());
        assertEquals(10, poll(64));
    }

    @Test
    void aWaitingPollWakesForItsFirstEvent() {
        a.expect(Status.OK, Call.POLL_ADD, poll, second, Signals.READABLE, 1);
        Agent b = test.start("b");
        a.send(second, 1, "", (int) first);
        a.expect(SimulatedBoard.BLOCKED, Call.POLL_WAIT, poll, a.buffer() + Limits.PAGE, 8, test.machine.now() + 1000);
        b.expect(Status.OK, Call.NULL);
        assertTrue(a.isWaiting());
        test.board.passTime(test.machine.now() + 1000);
        assertEquals(Status.TIMED_OUT, a.result());
    }

    @Test
    void aWaitingPollWakesWhenAnotherProcessSends() {
        long pair = test.supervisor.done(Call.CHANNEL_CREATE);
        Agent c = test.start("c", (int) test.supervisor.second());
        long cPoll = c.done(Call.POLL_CREATE);
        c.expect(Status.OK, Call.POLL_ADD, cPoll, c.startHandle(0), Signals.READABLE, 42);
        c.expect(SimulatedBoard.BLOCKED, Call.POLL_WAIT, cPoll, c.buffer(), 8, Agent.FOREVER);
        test.supervisor.send(pair, 1, "go");
        assertEquals(1, c.result());
        assertEquals(42, LittleEndian.i64(c.read(c.buffer(), 16), EventLayout.KEY));
    }

    @Test
    void aProcessThatEndsIsAnEvent() {
        Agent b = test.start("b");
        long supervisorPoll = test.supervisor.done(Call.POLL_CREATE);
        test.supervisor.expect(Status.OK, Call.POLL_ADD, supervisorPoll, b.process, Signals.EXITED, 1);
        test.supervisor.expect(Status.TIMED_OUT, Call.POLL_WAIT, supervisorPoll, test.supervisor.buffer(), 1, 0);
        b.call(Call.EXIT, 0);
        test.supervisor.expect(1, Call.POLL_WAIT, supervisorPoll, test.supervisor.buffer(), 1, 0);
        int signals = LittleEndian.i32(test.supervisor.read(test.supervisor.buffer(), 16), EventLayout.SIGNALS);
        assertEquals(Signals.EXITED, signals);
    }

    @Test
    void whatCannotBeAskedForIsRefused() {
        long quiet = a.done(Call.HANDLE_DUPLICATE, first, Rights.READ);
        a.expect(Status.ACCESS_DENIED, Call.POLL_ADD, poll, quiet, Signals.READABLE, 1);
        a.expect(Status.INVALID_ARGUMENT, Call.POLL_ADD, poll, first, Signals.SIGNALLED, 1);
        a.expect(Status.INVALID_ARGUMENT, Call.POLL_ADD, poll, first, Signals.ALL + 1, 1);
        a.expect(Status.INVALID_ARGUMENT, Call.POLL_ADD, poll, first, -1, 1);
        a.expect(Status.INVALID_ARGUMENT, Call.POLL_WAIT, poll, a.buffer(), 0, 0);
        a.expect(Status.INVALID_ARGUMENT, Call.POLL_WAIT, poll, a.buffer(), -1, 0);
        a.expect(Status.INVALID_ARGUMENT, Call.POLL_WAIT, poll, a.buffer(), 1, -1);
        a.expect(Status.BAD_ADDRESS, Call.POLL_WAIT, poll, 0, 1, Agent.FOREVER);
        a.expect(Status.BAD_ADDRESS, Call.POLL_WAIT, poll, a.stack() + (16 << 10) - 16, 2, 0);
        long deaf = a.done(Call.HANDLE_DUPLICATE, poll, Rights.WRITE);
        a.expect(Status.ACCESS_DENIED, Call.POLL_WAIT, deaf, a.buffer(), 1, 0);
        long mute = a.done(Call.HANDLE_DUPLICATE, poll, Rights.READ);
        a.expect(Status.ACCESS_DENIED, Call.POLL_ADD, mute, first, 0, 0);
        a.expect(Status.ACCESS_DENIED, Call.POLL_REMOVE, mute, first);
        assertEquals(Status.TIMED_OUT, poll(8));
    }

    @Test
    void aPollTakesItsWatchesWithIt() {
        for (int i = 0; i < KernelLimits.WATCHES; i++) {
            long other = a.done(Call.POLL_CREATE);
            a.expect(Status.OK, Call.POLL_ADD, other, first, Signals.READABLE, 1);
            a.expect(Status.OK, Call.POLL_ADD, other, second, Signals.READABLE, 1);
            a.expect(Status.OK, Call.HANDLE_CLOSE, other);
        }
    }

    @Test
    void watchesCountAgainstTheHandleQuota() {
        long timer = a.done(Call.TIMER_CREATE);
        int watched = 0;
        long status = Status.OK;
        for (int i = 0; i < 20 && status == Status.OK; i++) {
            long other = a.done(Call.POLL_CREATE);
            for (long handle : new long[] {timer, first, second, timer}) {
                status = a.call(Call.POLL_ADD, other, handle, 0, 1);
                watched += status == Status.OK ? 1 : 0;
            }
        }
        assertEquals(20 * 4, watched);
        long[] copies = new long[20];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = a.done(Call.HANDLE_DUPLICATE, timer, Rights.POLL);
            status = a.call(Call.POLL_ADD, poll, copies[i], 0, 1);
            if (status != Status.OK) {
                break;
            }
        }
        assertEquals(Status.QUOTA_EXCEEDED, status);
    }
}
