package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.ProcessLayout;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import org.junit.jupiter.api.Test;

/** A process that may take a part of a CPU gets that part of each period, whatever its priority, and no more. */
class CpuShareTest {
    private static final int HIGHER = KernelLimits.SUPERVISOR_PRIORITY + 1;
    private static final int QUARTER = 250;
    private static final long BUDGET = Limits.CPU_PERIOD / 4;

    private final TestBoard test = new TestBoard();

    private Agent start(String name, int priority, int share, int... handles) {
        byte[] parameters = test.parameters(name, priority, handles);
        LittleEndian.put32(parameters, ProcessLayout.CPU_SHARE, share);
        return test.started(parameters);
    }

    @Test
    void aHogOfHighPriorityLeavesTheRestToTheOthers() {
        Agent hog = start("hog", HIGHER, QUARTER);
        long from = test.machine.now();
        assertEquals(hog.slot, test.board.running(0));
        test.board.passTime(from + BUDGET);
        assertEquals(0, test.board.running(0), "its share is used up");
        test.board.passTime(from + Limits.CPU_PERIOD - 1_000_000);
        assertEquals(0, test.board.running(0), "and stays so");
        test.board.passTime(from + Limits.CPU_PERIOD);
        assertEquals(hog.slot, test.board.running(0), "a new period");
        test.board.passTime(from + 20 * Limits.CPU_PERIOD - 1_000_000);
        long periods = time(hog) / BUDGET;
        assertTrue(periods >= 19 && periods <= 20, "it had " + time(hog));
        assertTrue(held(hog) >= periods, "held " + held(hog) + " times");
    }

    @Test
    void anIdleCpuIsNotGivenAwayBeyondTheShare() {
        Agent hog = start("hog", HIGHER, QUARTER);
        long end = test.supervisor.slot;
        test.board.passTime(test.machine.now() + BUDGET);
        assertEquals(end, test.board.running(0));
        long channel = test.supervisor.done(Call.CHANNEL_CREATE);
        long until = test.machine.now() + 10 * Limits.CPU_PERIOD;
        test.supervisor.expect(
                SimulatedBoard.BLOCKED,
                Call.CHANNEL_RECEIVE,
                channel,
                test.supervisor.buffer(),
                MessageLayout.SIZE,
                until);
        assertEquals(-1, test.board.running(0));
        test.board.passTime(until);
        test.bring(0);
        assertTrue(time(hog) <= 11 * BUDGET, "it had " + time(hog));
    }

    @Test
    void whoTakesLessThanItsShareIsNeverHeld() {
        Agent a = start("a", HIGHER, QUARTER);
        long channel = a.done(Call.CHANNEL_CREATE);
        for (int i = 0; i < 10; i++) {
            test.board.passTime(test.machine.now() + BUDGET / 2);
            a.expect(
                    SimulatedBoard.BLOCKED,
                    Call.CHANNEL_RECEIVE,
                    channel,
                    a.buffer(),
                    MessageLayout.SIZE,
                    test.machine.now() + Limits.CPU_PERIOD);
            test.board.passTime(test.machine.now() + Limits.CPU_PERIOD);
            assertEquals(Status.TIMED_OUT, a.result());
        }
        a.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, channel, a.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        assertEquals(0, held(a));
    }

    @Test
    void whoeverIsHeldCanBeKilled() {
        String before = test.usage();
        Agent hog = start("hog", HIGHER, QUARTER);
        test.board.passTime(test.machine.now() + BUDGET);
        test.supervisor.expect(Status.OK, Call.PROCESS_KILL, hog.process);
        assertFalse(hog.isAlive());
        test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, hog.process);
        test.board.passTime(test.machine.now() + 2 * Limits.CPU_PERIOD);
        assertEquals(before, test.usage());
    }

    @Test
    void whatIsSentToOneThatIsHeldArrivesInItsNextPeriod() {
        long mine = test.supervisor.done(Call.CHANNEL_CREATE);
        Agent hog = start("hog", HIGHER, QUARTER, (int) test.supervisor.second());
        int end = hog.startHandle(0);
        long from = test.machine.now();
        test.board.passTime(from + BUDGET - 1000);
        hog.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, end, hog.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        assertEquals(Status.OK, test.supervisor.send(mine, 1, "first"));
        assertEquals("first", hog.payload());
        test.board.passTime(from + BUDGET + 5000);
        assertEquals(0, test.board.running(0));
        test.board.passTime(from + Limits.CPU_PERIOD);
        assertEquals(hog.slot, test.board.running(0));
    }

    @Test
    void twoHogsOnTwoCpusKeepToTheirShares() {
        TestBoard two = new TestBoard(2);
        byte[] parameters = two.parameters("hog", HIGHER);
        LittleEndian.put32(parameters, ProcessLayout.CPU_SHARE, QUARTER);
        Agent first = two.started(parameters);
        two.board.serveCalls();
        Agent second = two.started(parameters);
        two.board.serveCalls();
        two.board.passTime(two.machine.now() + 20 * Limits.CPU_PERIOD);
        letSupervisorRun(two);
        for (Agent hog : new Agent[] {first, second}) {
            byte[] info = two.info(hog.process);
            long time = LittleEndian.i64(info, ProcessInfoLayout.CPU_TIME);
            assertTrue(time >= 15 * BUDGET && time <= 22 * BUDGET, "it had " + time / 1_000_000 + " ms");
        }
    }

    private static void letSupervisorRun(TestBoard test) {
        for (int i = 0; i < 8 && test.bring(0) < 0; i++) {
            test.board.passTime(test.machine.now() + BUDGET);
        }
    }

    private long time(Agent agent) {
        letSupervisorRun(test);
        return LittleEndian.i64(test.info(agent.process), ProcessInfoLayout.CPU_TIME);
    }

    private int held(Agent agent) {
        letSupervisorRun(test);
        return LittleEndian.i32(test.info(agent.process), ProcessInfoLayout.HELD);
    }
}
