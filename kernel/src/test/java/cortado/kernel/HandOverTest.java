package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The short way of a message, and each reason to take the long one, which must end the same. */
class HandOverTest {
    /** Above the supervisor, so that no one else of their priority is ready. */
    private static final int ABOVE = TestBoard.PRIORITY + 1;

    private final TestBoard test = new TestBoard();
    private Agent client;
    private Agent server;
    private int toServer;
    private int toClient;

    @BeforeEach
    void connect() {
        long first = test.supervisor.done(Call.CHANNEL_CREATE);
        long second = test.supervisor.second();
        server = test.startAt(ABOVE, "server", (int) first);
        toClient = server.startHandle(0);
        waits(server, Call.CHANNEL_RECEIVE, toClient);
        client = test.startAt(ABOVE, "client", (int) second);
        toServer = client.startHandle(0);
    }

    @AfterEach
    void everythingIsCountedRightly() {
        new References(test).check();
    }

    private static void waits(Agent agent, int call, long channel) {
        waits(agent, call, channel, MessageLayout.SIZE, Agent.FOREVER);
    }

    private static void waits(Agent agent, int call, long channel, long capacity, long deadline) {
        agent.expect(SimulatedBoard.BLOCKED, call, channel, agent.buffer(), capacity, deadline);
    }

    private void asks(int id, String question) {
        client.write(client.buffer(), TestBoard.message(id, question));
        waits(client, Call.CHANNEL_CALL, toServer);
    }

    private void answers(int id, String answer) {
        server.write(server.buffer(), TestBoard.message(id, answer));
        waits(server, Call.CHANNEL_REPLY_RECEIVE, toClient);
    }

    /** An agent waits for a moment, so that those below it run. */
    private void rests(Agent agent, long nanoseconds) {
        long end = agent.done(Call.CHANNEL_CREATE);
        waits(agent, Call.CHANNEL_RECEIVE, end, MessageLayout.SIZE, test.machine.now() + nanoseconds);
    }

    private int queuedAt(Agent agent, int handle) {
        Objects objects = test.board.kernel().objects;
        int end = objects.processes.all[agent.slot].handles.reach(handle, HandleType.CHANNEL, 0);
        return objects.channels.get(end).count;
    }

    @Test
    void aQuestionAndItsAnswerPassThroughNoQueue() {
        for (int i = 1; i < 100; i++) {
            asks(i, "question " + i);
            assertEquals(server.slot, test.board.running(0));
            assertEquals(0, queuedAt(server, toClient));
            assertEquals(9 + Integer.toString(i).length(), server.result());
            assertEquals("question " + i, server.payload());
            answers(i, "");
            assertEquals(client.slot, test.board.running(0));
            assertEquals(0, queuedAt(client, toServer));
            assertEquals(0, client.result());
        }
    }

    @Test
    void theLargestMessageIsHandedOver() {
        String largest = "y".repeat(Limits.MESSAGE_PAYLOAD);
        asks(1, largest);
        assertEquals(Limits.MESSAGE_PAYLOAD, server.result());
        assertEquals(largest, server.payload());
    }

    @Test
    void whatTheSenderLeftInTheHandlePlacesIsNotShown() {
        byte[] message = TestBoard.message(1, "");
        LittleEndian.put32(message, MessageLayout.HANDLES, 0x5ec2e7);
        client.write(client.buffer(), message);
        waits(client, Call.CHANNEL_CALL, toServer);
        assertEquals(0, server.received(0));
    }

    @Test
    void aHandleGoesTheLongWay() {
        long timer = client.done(Call.TIMER_CREATE);
        client.write(client.buffer(), TestBoard.message(1, "with a timer", (int) timer));
        waits(client, Call.CHANNEL_CALL, toServer);
        assertEquals(12, server.result());
        server.expect(Status.OK, Call.TIMER_SET, server.received(0), 0);
    }

    @Test
    void aReceiverWithTooLittleRoomIsToldAndTheMessageStays() {
        asks(1, "first");
        server.write(server.buffer(), TestBoard.message(1, ""));
        waits(server, Call.CHANNEL_REPLY_RECEIVE, toClient, MessageLayout.PAYLOAD + 3, Agent.FOREVER);
        asks(2, "four");
        assertEquals(Status.BUFFER_TOO_SMALL, server.result());
        assertEquals(4, server.receive(toClient));
        assertEquals("four", server.payload());
    }

    @Test
    void aBufferThatCannotBeWrittenAfterAllKeepsTheMessage() {
        waits(client, Call.CHANNEL_RECEIVE, toServer);
        long registers = test.supervisor.done(
                Call.MMIO_GRANT, test.authority, test.board.tree().path("/serial"), 0);
        long end = test.supervisor.done(Call.CHANNEL_CREATE);
        Agent driver = test.startAt(ABOVE, "driver", (int) registers, (int) test.supervisor.second());
        long device = driver.done(Call.FOLIO_MAP, driver.startHandle(0), 0, Limits.PAGE, Rights.READ | Rights.WRITE);
        int own = driver.startHandle(1);
        driver.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, own, device, MessageLayout.SIZE, Agent.FOREVER);
        Agent caller = test.startAt(ABOVE, "caller", (int) end);
        caller.write(caller.buffer(), TestBoard.message(8, "lost?"));
        waits(caller, Call.CHANNEL_CALL, caller.startHandle(0));
        assertEquals(Status.BAD_ADDRESS, driver.result());
        assertEquals(1, queuedAt(driver, own));
        assertEquals(5, driver.receive(own));
        assertEquals("lost?", driver.payload());
        driver.send(own, 8, "found");
        assertEquals(5, caller.result());
    }

    @Test
    void aBrokenMessageIsRefusedAndTheServerWaitsOn() {
        byte[] message = TestBoard.message(1, "x");
        for (int length : new int[] {-1, Limits.MESSAGE_PAYLOAD + 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            LittleEndian.put32(message, MessageLayout.LENGTH, length);
            client.write(client.buffer(), message);
            client.expect(
                    Status.INVALID_ARGUMENT,
                    Call.CHANNEL_CALL,
                    toServer,
                    client.buffer(),
                    MessageLayout.SIZE,
                    Agent.FOREVER);
            assertEquals(0, client.second());
        }
        LittleEndian.put32(message, MessageLayout.LENGTH, 0);
        LittleEndian.put32(message, MessageLayout.HANDLE_COUNT, -1);
        client.write(client.buffer(), message);
        client.expect(
                Status.INVALID_ARGUMENT,
                Call.CHANNEL_CALL,
                toServer,
                client.buffer(),
                MessageLayout.SIZE,
                Agent.FOREVER);
        client.expect(
                Status.BAD_ADDRESS, Call.CHANNEL_CALL, toServer, 0x10_0000_0000L, MessageLayout.SIZE, Agent.FOREVER);
        assertTrue(server.isWaiting());
        asks(2, "whole");
        assertEquals(5, server.result());
    }

    @Test
    void aPayloadBehindTheEndOfMemoryIsRefused() {
        long end = client.stack() + (16 << 10);
        client.write(end - MessageLayout.PAYLOAD, head(TestBoard.message(1, "x")));
        client.expect(
                Status.BAD_ADDRESS,
                Call.CHANNEL_CALL,
                toServer,
                end - MessageLayout.PAYLOAD,
                MessageLayout.PAYLOAD,
                Agent.FOREVER);
        assertTrue(server.isWaiting());
    }

    private static byte[] head(byte[] message) {
        return Arrays.copyOf(message, MessageLayout.PAYLOAD);
    }

    @Test
    void anAnswerWithAnotherIdDoesNotEndTheCall() {
        asks(5, "question");
        answers(6, "no answer");
        assertTrue(client.isWaiting());
        assertEquals(1, queuedAt(client, toServer));
        test.supervisor.expect(Status.OK, Call.PROCESS_KILL, server.process);
        assertEquals(Status.PEER_CLOSED, client.result());
        assertEquals(1, client.second());
        assertEquals(9, client.receive(toServer));
        assertEquals("no answer", client.payload());
    }

    @Test
    void anAnswerThatWasThereBeforeTheQuestionIsTaken() {
        asks(1, "question");
        server.send(toClient, 7, "early");
        server.send(toClient, 0, "event");
        answers(1, "answer");
        assertEquals(6, client.result());
        client.write(client.buffer(), TestBoard.message(7, "late"));
        assertEquals(5, client.call(Call.CHANNEL_CALL, toServer, client.buffer(), MessageLayout.SIZE, Agent.FOREVER));
        assertEquals("early", client.payload());
        assertEquals(4, server.result());
        answers(7, "again");
        asks(8, "with an event in the queue");
        assertEquals(server.slot, test.board.running(0));
        assertEquals(26, server.result());
    }

    @Test
    void aServerWithAnotherQuestionQueuedGoesOnWithThat() {
        asks(1, "first");
        answers(1, "");
        client.send(toServer, 0, "event");
        asks(2, "second");
        assertEquals(5, server.result());
        assertEquals("event", server.payload());
        server.write(server.buffer(), TestBoard.message(0, "thanks"));
        assertEquals(
                6,
                server.call(Call.CHANNEL_REPLY_RECEIVE, toClient, server.buffer(), MessageLayout.SIZE, Agent.FOREVER));
        assertEquals("second", server.payload());
    }

    @Test
    void someoneReadyOfTheSamePriorityGetsItsTurns() {
        rests(client, 1);
        Agent third = test.startAt(ABOVE, "third");
        int[] seen = new int[KernelLimits.PROCESSES];
        for (int i = 1; i <= 300; i++) {
            test.board.passTime(test.machine.now() + KernelLimits.TIME_SLICE / 10);
            int running = test.board.running(0);
            seen[running]++;
            if (running == client.slot) {
                client.write(client.buffer(), TestBoard.message(i, ""));
                test.board.trap(0, Call.CHANNEL_CALL, toServer, client.buffer(), MessageLayout.SIZE, Agent.FOREVER);
            } else if (running == server.slot) {
                test.board.trap(
                        0, Call.CHANNEL_REPLY_RECEIVE, toClient, server.buffer(), MessageLayout.SIZE, Agent.FOREVER);
            }
        }
        assertTrue(seen[third.slot] >= 100, "two that call each other keep a third from its turns");
        assertTrue(seen[client.slot] >= 50 && seen[server.slot] >= 50, "the third keeps the others from theirs");
    }

    @Test
    void aServerBelowSomeoneReadyWaitsForItsTurn() {
        rests(client, 1000);
        long end = test.supervisor.done(Call.CHANNEL_CREATE);
        Agent below = test.startAt(TestBoard.PRIORITY - 1, "below", (int) test.supervisor.second());
        Agent caller = test.startAt(TestBoard.PRIORITY, "caller", (int) end);
        rests(test.supervisor, 100);
        rests(caller, 100);
        waits(below, Call.CHANNEL_RECEIVE, below.startHandle(0));
        test.board.passTime(test.machine.now() + 200);
        caller.write(caller.buffer(), TestBoard.message(1, "question"));
        waits(caller, Call.CHANNEL_CALL, caller.startHandle(0));
        assertEquals(0, test.board.running(0), "the supervisor is ready and goes first");
        rests(test.supervisor, 100);
        assertEquals(8, below.result());
    }

    @Test
    void theCallersDeadlineIsKept() {
        long deadline = test.machine.now() + 5000;
        client.write(client.buffer(), TestBoard.message(1, "question"));
        waits(client, Call.CHANNEL_CALL, toServer, MessageLayout.SIZE, deadline);
        assertTrue(test.machine.timer(0) <= deadline);
        waits(server, Call.CHANNEL_RECEIVE, toClient);
        test.board.passTime(deadline);
        assertEquals(Status.TIMED_OUT, client.result());
        assertEquals(1, client.second());
    }

    @Test
    void aDeadlineThatHasPassedEndsTheCallOnceTheServerHasTheQuestion() {
        client.write(client.buffer(), TestBoard.message(1, "question"));
        test.machine.setTime(10_000);
        client.expect(Status.TIMED_OUT, Call.CHANNEL_CALL, toServer, client.buffer(), MessageLayout.SIZE, 5000);
        assertEquals(1, client.second());
        assertEquals(8, server.result());
    }

    @Test
    void theDeadlineOfAServerThatWasCalledIsForgotten() {
        asks(1, "question");
        long deadline = test.machine.now() + 5000;
        server.write(server.buffer(), TestBoard.message(1, ""));
        waits(server, Call.CHANNEL_REPLY_RECEIVE, toClient, MessageLayout.SIZE, deadline);
        asks(2, "question");
        test.board.passTime(deadline + 1);
        assertEquals(8, server.result());
    }

    @Test
    void aReplyWithoutPatienceForTheNextQuestionReturnsAtOnce() {
        asks(1, "question");
        server.write(server.buffer(), TestBoard.message(1, "answer"));
        server.expect(Status.WOULD_BLOCK, Call.CHANNEL_REPLY_RECEIVE, toClient, server.buffer(), MessageLayout.SIZE, 0);
        assertEquals(1, server.second());
        assertEquals(6, client.result());
    }

    @Test
    void aSenderAtItsQuotaIsRefusedOnEitherWay() {
        int sent = 0;
        while (sent < KernelLimits.MESSAGES_IN_FLIGHT) {
            long own = client.done(Call.CHANNEL_CREATE);
            for (int i = 0; i < Limits.CHANNEL_DEPTH && sent < KernelLimits.MESSAGES_IN_FLIGHT; i++) {
                assertEquals(Status.OK, client.send(own, 0, ""));
                sent++;
            }
        }
        client.write(client.buffer(), TestBoard.message(1, "one more"));
        client.expect(
                Status.QUOTA_EXCEEDED, Call.CHANNEL_CALL, toServer, client.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        assertTrue(server.isWaiting());
    }

    @Test
    void aCallerThatIsKilledWhileItWaitsLeavesNothingBehind() {
        asks(1, "question");
        waits(server, Call.CHANNEL_RECEIVE, toClient);
        test.supervisor.expect(Status.OK, Call.PROCESS_KILL, client.process);
        assertEquals(Status.PEER_CLOSED, server.result());
    }

    @Test
    void aServerThatWaitsInAPollIsSwitchedToAtOnce() {
        asks(1, "question");
        int poll = (int) server.done(Call.POLL_CREATE);
        server.expect(Status.OK, Call.POLL_ADD, poll, toClient, Signals.READABLE, 77);
        server.send(toClient, 1, "");
        server.expect(SimulatedBoard.BLOCKED, Call.POLL_WAIT, poll, server.buffer(), 4, Agent.FOREVER);
        asks(2, "polled");
        assertEquals(server.slot, test.board.running(0));
        assertEquals(1, server.result());
        assertEquals(6, server.receive(toClient));
    }

    @Test
    void timeIsChargedToWhoRuns() {
        asks(1, "question");
        test.machine.setTime(test.machine.now() + 1_000_000);
        answers(1, "");
        test.machine.setTime(test.machine.now() + 300);
        waits(client, Call.CHANNEL_RECEIVE, toServer);
        assertEquals(1_000_000, cpuTime(server));
        assertEquals(300, cpuTime(client));
    }

    private long cpuTime(Agent agent) {
        return LittleEndian.i64(test.info(agent.process), ProcessInfoLayout.CPU_TIME);
    }
}
