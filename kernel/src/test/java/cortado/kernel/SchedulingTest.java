package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Cause;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchedulingTest {
    private static final int HIGHER = KernelLimits.SUPERVISOR_PRIORITY + 1;
    private static final int LOWER = KernelLimits.SUPERVISOR_PRIORITY - 1;

    @Test
    void aHigherPriorityRunsAsSoonAsItIsReady() {
        TestBoard test = new TestBoard();
        Agent high = test.startAt(HIGHER, "high");
        assertEquals(high.slot, test.board.running(0));
        high.call(Call.EXIT, 0);
        assertEquals(0, test.board.running(0));
    }

    @Test
    void aLowerPriorityRunsOnlyWhenNoOneElseCan() {
        TestBoard test = new TestBoard();
        Agent low = test.startAt(LOWER, "low");
        test.board.passTime(test.machine.now() + 10 * KernelLimits.TIME_SLICE);
        assertEquals(0, test.board.running(0));
        long end = test.supervisor.done(Call.CHANNEL_CREATE);
        long deadline = test.machine.now() + 1000;
        test.supervisor.expect(
                SimulatedBoard.BLOCKED,
                Call.CHANNEL_RECEIVE,
                end,
                test.supervisor.buffer(),
                MessageLayout.SIZE,
                deadline);
        assertEquals(low.slot, test.board.running(0));
        test.board.passTime(deadline);
        assertEquals(0, test.board.running(0));
    }

    @Test
    void equalsTakeTurns() {
        TestBoard test = new TestBoard();
        test.start("b");
        test.start("c");
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            int before = test.board.running(0);
            seen.add(before);
            test.board.passTime(test.machine.now() + KernelLimits.TIME_SLICE);
            assertTrue(before != test.board.running(0), "the turn ended");
        }
        assertEquals(Set.of(0, 1, 2), seen);
    }

    @Test
    void whoeverIsAloneIsNotDisturbed() {
        TestBoard test = new TestBoard();
        assertTrue(test.machine.timer(0) >= FirstProcess.PERIOD, "but for the looks at the first process");
        test.startAt(LOWER, "low");
        assertTrue(test.machine.timer(0) >= FirstProcess.PERIOD);
    }

    @Test
    void anIdleMachineWaitsForTheEarliestDeadline() {
        TestBoard test = new TestBoard();
        long end = test.supervisor.done(Call.CHANNEL_CREATE);
        long deadline = test.machine.now() + 77_000;
        test.supervisor.expect(
                SimulatedBoard.BLOCKED,
                Call.CHANNEL_RECEIVE,
                end,
                test.supervisor.buffer(),
                MessageLayout.SIZE,
                deadline);
        assertEquals(-1, test.board.running(0));
        assertEquals(deadline, test.machine.timer(0));
        assertEquals(-1, test.machine.activeContext(0));
    }

    @Test
    void anIdleCpuIsSentForWhenThereIsWork() {
        TestBoard test = new TestBoard(2);
        assertEquals(-1, test.board.running(1));
        Agent b = test.start("b");
        assertTrue(test.machine.takeSentFor(1));
        test.board.dispatch(1);
        assertEquals(b.slot, test.board.running(1));
    }

    @Test
    void theLeastImportantCpuIsSentForByAHigherPriority() {
        TestBoard test = new TestBoard(3);
        Agent low = test.startAt(LOWER, "low");
        test.board.serveCalls();
        Agent lower = test.startAt(LOWER - 1, "lower");
        test.board.serveCalls();
        assertEquals(
                Set.of(0, low.slot, lower.slot),
                Set.of(test.board.running(0), test.board.running(1), test.board.running(2)));
        Agent next = test.start("next");
        test.board.serveCalls();
        Set<Integer> running = Set.of(test.board.running(0), test.board.running(1), test.board.running(2));
        assertEquals(Set.of(0, low.slot, next.slot), running);
    }

    @Test
    void threeOfOnePriorityShareTwoCpus() {
        TestBoard test = new TestBoard(2);
        Agent b = test.start("b");
        Agent c = test.start("c");
        test.board.serveCalls();
        test.board.passTime(test.machine.now() + 30 * KernelLimits.TIME_SLICE);
        bringSupervisor(test);
        long least = Math.min(cpuTime(test, b), cpuTime(test, c));
        assertTrue(least >= 10 * KernelLimits.TIME_SLICE, "the one that ran least had " + least + " ns");
    }

    private static void bringSupervisor(TestBoard test) {
        for (int i = 0; i < 100 && test.board.running(0) != 0; i++) {
            test.board.passTime(test.machine.now() + KernelLimits.TIME_SLICE);
        }
    }

    private static long cpuTime(TestBoard test, Agent agent) {
        return LittleEndian.i64(test.info(agent.process), ProcessInfoLayout.CPU_TIME);
    }

    @Test
    void aProcessThatAnotherCpuRunsIsKilledWhenThatCpuComesBack() {
        TestBoard test = new TestBoard(2);
        String before = test.usage();
        Agent b = test.start("b");
        test.board.serveCalls();
        assertEquals(b.slot, test.board.running(1));
        test.supervisor.expect(Status.OK, Call.PROCESS_KILL, b.process);
        assertTrue(b.isAlive(), "its memory stays while it runs");
        assertEquals(SimulatedBoard.BLOCKED, test.board.trap(1, Call.TIMER_CREATE, 0, 0, 0, 0));
        assertFalse(b.isAlive());
        assertEquals(-1, test.board.running(1));
        byte[] info = test.info(b.process);
        assertEquals(Cause.KILLED, LittleEndian.i32(info, ProcessInfoLayout.CAUSE));
        test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, b.process);
        assertEquals(before, test.usage());
    }

    @Test
    void aFaultOfAProcessThatIsBeingKilledIsNotTold() {
        TestBoard test = new TestBoard(2);
        Agent b = test.start("b");
        test.board.serveCalls();
        test.supervisor.expect(Status.OK, Call.PROCESS_KILL, b.process);
        test.board.fault(1, Cause.PAGE_FAULT, 1, 2);
        assertFalse(b.isAlive());
        assertFalse(test.machine.console().contains("page fault"));
    }

    @Test
    void processesOnTwoCpusTalk() {
        TestBoard test = new TestBoard(2);
        long mine = test.supervisor.done(Call.CHANNEL_CREATE);
        Agent b = test.start("b", (int) test.supervisor.second());
        test.board.serveCalls();
        long buffer = b.buffer();
        int end = b.startHandle(0);
        for (int i = 0; i < 50; i++) {
            assertEquals(
                    SimulatedBoard.BLOCKED,
                    test.board.trap(1, Call.CHANNEL_RECEIVE, end, buffer, MessageLayout.SIZE, Agent.FOREVER));
            assertEquals(-1, test.board.running(1));
            assertEquals(Status.OK, test.supervisor.send(mine, i, "message " + i));
            test.board.serveCalls();
            assertEquals(b.slot, test.board.running(1));
            assertEquals("message " + i, b.payload());
        }
    }

    @Test
    void yieldingGivesTheTurnToEqualsOnly() {
        TestBoard test = new TestBoard();
        test.startAt(LOWER, "low");
        test.supervisor.expect(Status.OK, Call.YIELD);
        assertEquals(0, test.board.running(0));
        Agent equal = test.start("equal");
        test.board.trap(0, Call.YIELD, 0, 0, 0, 0);
        assertEquals(equal.slot, test.board.running(0));
    }
}
