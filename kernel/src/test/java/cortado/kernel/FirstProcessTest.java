package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Cause;
import cortado.abi.HandleInfoLayout;
import cortado.abi.HandleType;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.StartLayout;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What becomes of the system when its supervisor ends. */
class FirstProcessTest {
    private static final long FOREVER = Long.MAX_VALUE;

    private final TestBoard test = new TestBoard();
    private final int mine;
    private final int theirs;
    private final Agent client;
    private final int clientEnd;
    /** The ends of a channel of {@link #pollOfAMessage}. */
    private int one;

    private int other;

    FirstProcessTest() {
        mine = (int) test.supervisor.done(Call.CHANNEL_CREATE);
        theirs = (int) test.supervisor.second();
        client = test.startAt(KernelLimits.SUPERVISOR_PRIORITY - 1, "client", theirs);
        clientEnd = client.startHandle(0);
    }

    private Agent nextLife() {
        assertFalse(test.supervisor.isAlive());
        test.board.passTime(test.machine.now() + FirstProcess.PAUSE);
        assertTrue(test.machine.isLive(0), () -> "it starts again after a pause: " + test.machine.console());
        new References(test).check();
        return new Agent(test, 0);
    }

    private static String environ(Agent supervisor) {
        byte[] start = supervisor.read(supervisor.start(), StartLayout.ENVIRON);
        int length = LittleEndian.i32(start, StartLayout.ENVIRON_LENGTH);
        return new String(supervisor.read(supervisor.start() + StartLayout.ENVIRON, length), StandardCharsets.UTF_8);
    }

    private static Map<Integer, Integer> handles(Agent supervisor) {
        long count = supervisor.done(Call.PROCESS_HANDLES, 0, supervisor.buffer(), KernelLimits.HANDLES);
        byte[] list = supervisor.read(supervisor.buffer(), (int) count * HandleInfoLayout.SIZE);
        Map<Integer, Integer> handles = new TreeMap<>();
        for (int at = 0; at < list.length; at += HandleInfoLayout.SIZE) {
            handles.put(
                    LittleEndian.i32(list, at + HandleInfoLayout.HANDLE),
                    LittleEndian.i32(list, at + HandleInfoLayout.TYPE));
        }
        return handles;
    }

    @Test
    void itStartsAgainWithTheHandlesThatItHad() {
        Map<Integer, Integer> before = handles(test.supervisor);
        long poll = test.supervisor.done(Call.POLL_CREATE);
        test.supervisor.expect(Status.OK, Call.POLL_ADD, poll, mine, 1, 0);
        test.supervisor.expect(SimulatedBoard.BLOCKED, Call.EXIT, 3);
        Agent next = nextLife();
        assertEquals(before, handles(next), "all but the poll");
        assertEquals(HandleType.AUTHORITY, before.get(next.startHandle(0)));
        next.expect(Status.OK, Call.PROCESS_INFO, 0, next.buffer());
        assertNotEquals(1, LittleEndian.i32(next.read(next.buffer(), 4), ProcessInfoLayout.ID));
        assertEquals(
                "handle.authority=0\nrestarts=1\nprevious.process=1\nprevious.end=exit with status 3\n", environ(next));
    }

    @Test
    void whatItsLastLifeUsedIsFree() {
        test.supervisor.expect(SimulatedBoard.BLOCKED, Call.EXIT, 1);
        Agent next = nextLife();
        String before = test.usage(next);
        next.expect(SimulatedBoard.BLOCKED, Call.EXIT, 1);
        test.board.passTime(test.machine.now() + 4 * FirstProcess.PAUSE);
        assertEquals(before, test.usage(new Agent(test, 0)));
    }

    @Test
    void whatIsSentWhileItIsAwayIsThereForItsNextLife() {
        test.supervisor.expect(SimulatedBoard.BLOCKED, Call.EXIT, 1);
        assertEquals(Status.OK, client.send(clientEnd, 7, "are you there"));
        Agent next = nextLife();
        assertEquals(13, next.receive(mine));
        assertEquals("are you there", next.payload());
    }

    @Test
    void whoWaitsForAnAnswerThatWillNotComeIsTold() {
        client.write(client.buffer(), TestBoard.message(7, "please"));
        test.supervisor.expect(
                SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, mine, test.supervisor.buffer(), 512, FOREVER);
        client.expect(
                SimulatedBoard.BLOCKED, Call.CHANNEL_CALL, clientEnd, client.buffer(), MessageLayout.SIZE, FOREVER);
        assertEquals(6, test.supervisor.result(), "the request was taken");
        test.supervisor.expect(SimulatedBoard.BLOCKED, Call.EXIT, 1);
        assertEquals(Status.CANCELLED, client.result());
        assertEquals(1, client.second(), "its handles are gone");
    }

    @Test
    void whoseRequestStillWaitsIsAnsweredByTheNextLife() {
        client.write(client.buffer(), TestBoard.message(7, "please"));
        test.supervisor.expect(
                SimulatedBoard.BLOCKED,
                Call.CHANNEL_RECEIVE,
                mine,
                test.supervisor.buffer(),
                512,
                test.machine.now() + 5);
        test.board.passTime(test.machine.now() + 10);
        assertEquals(Status.TIMED_OUT, test.supervisor.result());
        int other = (int) test.supervisor.done(Call.CHANNEL_CREATE);
        test.supervisor.expect(
                SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, other, test.supervisor.buffer(), 512, FOREVER);
        client.expect(
                SimulatedBoard.BLOCKED, Call.CHANNEL_CALL, clientEnd, client.buffer(), MessageLayout.SIZE, FOREVER);
        test.board.passTime(test.machine.now() + FirstProcess.MISSED * FirstProcess.PERIOD);
        Agent next = nextLife();
        assertEquals(6, next.receive(mine));
        assertEquals(Status.OK, next.send(mine, 7, "yes"));
        next.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, mine, next.buffer(), 512, FOREVER);
        assertEquals(3, client.result());
    }

    @Test
    void itMayEndItself() {
        test.supervisor.expect(SimulatedBoard.BLOCKED, Call.PROCESS_KILL, 0);
        assertTrue(environ(nextLife()).contains("previous.end=killed\n"));
        assertTrue(
                test.machine.console().contains("the supervisor (process 1) ended: killed; it starts again in 50 ms"));
    }

    @Test
    void thePauseGrowsWithEachShortLifeAndNeverEndsTheTrying() {
        long pause = FirstProcess.PAUSE;
        for (int life = 0; life < 16; life++) {
            new Agent(test, 0).expect(SimulatedBoard.BLOCKED, Call.EXIT, 1);
            test.board.passTime(test.machine.now() + pause - 1);
            assertFalse(test.machine.isLive(0), "too early for life " + life);
            test.board.passTime(test.machine.now() + 1);
            assertTrue(test.machine.isLive(0), "too late for life " + life);
            pause = Math.min(2 * pause, FirstProcess.LONGEST);
        }
        assertEquals(FirstProcess.LONGEST, pause);
        Agent good = new Agent(test, 0);
        long poll = good.done(Call.POLL_CREATE);
        good.expect(
                SimulatedBoard.BLOCKED,
                Call.POLL_WAIT,
                poll,
                good.buffer(),
                1,
                test.machine.now() + FirstProcess.LONGEST);
        test.board.passTime(test.machine.now() + FirstProcess.LONGEST + 1);
        good.expect(SimulatedBoard.BLOCKED, Call.EXIT, 1);
        test.board.passTime(test.machine.now() + FirstProcess.PAUSE);
        assertTrue(test.machine.isLive(0), "a long life makes the pause short again");
    }

    @Test
    void aLoopIsNoticedAndEnded() {
        test.board.bring(0, 0);
        test.board.passTime(test.machine.now() + (FirstProcess.MISSED - 1) * FirstProcess.PERIOD);
        assertTrue(test.supervisor.isAlive());
        test.board.passTime(test.machine.now() + FirstProcess.PERIOD);
        assertFalse(test.supervisor.isAlive());
        assertTrue(environ(nextLife()).contains("previous.end=hung\n"));
        assertEquals("hung", Cause.text(Cause.HUNG));
    }

    @Test
    void waitingInItsPollIsNotHanging() {
        long poll = test.supervisor.done(Call.POLL_CREATE);
        test.supervisor.expect(SimulatedBoard.BLOCKED, Call.POLL_WAIT, poll, test.supervisor.buffer(), 1, FOREVER);
        test.board.passTime(test.machine.now() + 100 * FirstProcess.PERIOD);
        assertTrue(test.supervisor.isAlive());
    }

    @Test
    void waitingElsewhereIsHanging() {
        test.supervisor.expect(
                SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, mine, test.supervisor.buffer(), 512, FOREVER);
        test.board.passTime(test.machine.now() + (FirstProcess.MISSED + 1) * FirstProcess.PERIOD);
        assertTrue(test.machine.console().contains("ended: hung"));
    }

    /** A poll that is asked about signals of the channel end {@link #one}, to which a message was sent. */
    private long pollOfAMessage(int signals) {
        long poll = test.supervisor.done(Call.POLL_CREATE);
        one = (int) test.supervisor.done(Call.CHANNEL_CREATE);
        other = (int) test.supervisor.second();
        test.supervisor.expect(Status.OK, Call.POLL_ADD, poll, one, signals, 0);
        assertEquals(Status.OK, test.supervisor.send(other, 7, "hello"));
        return poll;
    }

    /** It comes to its poll ten times a second for so long, and then does this. */
    private void polls(long poll, int seconds, Runnable work) {
        for (int i = 0; i < 10 * seconds && test.supervisor.isAlive(); i++) {
            test.supervisor.call(Call.POLL_WAIT, poll, test.supervisor.buffer(), 1, 0);
            work.run();
            test.board.passTime(test.machine.now() + FirstProcess.PERIOD / 10);
        }
    }

    @Test
    void leavingAMessageThatThePollTellsOfIsHanging() {
        long poll = pollOfAMessage(Signals.READABLE);
        polls(poll, FirstProcess.MISSED - 1, () -> {});
        assertTrue(test.supervisor.isAlive());
        polls(poll, 4, () -> {});
        assertFalse(test.supervisor.isAlive());
        assertTrue(environ(nextLife()).contains("previous.end=hung\n"));
    }

    @Test
    void takingOneMessageAfterTheOtherIsNotHanging() {
        long poll = pollOfAMessage(Signals.READABLE);
        polls(poll, 4 * FirstProcess.MISSED, () -> {
            assertEquals(Status.OK, test.supervisor.send(other, 7, "hello"));
            assertEquals(5, test.supervisor.receive(one));
        });
        assertTrue(test.supervisor.isAlive());
    }

    @Test
    void leavingAMessageThatThePollWasNotAskedAboutIsNotHanging() {
        long poll = pollOfAMessage(Signals.WRITABLE);
        polls(poll, 4 * FirstProcess.MISSED, () -> {});
        assertTrue(test.supervisor.isAlive());
    }

    @Test
    void whatItLeftCanBeUsedWithTheRightsThatItHad() {
        long folio = test.supervisor.done(Call.FOLIO_CREATE, 4096, 0);
        long address = test.supervisor.done(Call.FOLIO_MAP, folio, 0, 4096, Rights.READ | Rights.WRITE);
        test.supervisor.write(address, new byte[] {1, 2, 3});
        test.supervisor.expect(SimulatedBoard.BLOCKED, Call.EXIT, 0);
        Agent next = nextLife();
        address = next.done(Call.FOLIO_MAP, folio, 0, 4096, Rights.READ);
        assertEquals(3, next.read(address, 3)[2]);
        next.expect(Status.OK, Call.PROCESS_KILL, client.process);
        assertFalse(client.isAlive());
    }
}
