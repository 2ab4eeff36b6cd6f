package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelTest {
    private final TestBoard test = new TestBoard();
    /** Two processes with an end each. */
    private Agent a;

    private Agent b;
    private int toB;
    private int toA;

    @BeforeEach
    void connect() {
        long first = test.supervisor.done(Call.CHANNEL_CREATE);
        long second = test.supervisor.second();
        a = test.start("a", (int) first);
        b = test.start("b", (int) second);
        toB = a.startHandle(0);
        toA = b.startHandle(0);
    }

    @Test
    void messagesArriveWholeAndInOrder() {
        a.send(toB, 1, "one");
        a.send(toB, 2, "");
        a.send(toB, 3, "three");
        assertEquals(3, b.receive(toA));
        assertEquals("one", b.payload());
        assertEquals(1, LittleEndian.i32(b.read(b.buffer(), 32), MessageLayout.ID));
        assertEquals(9, LittleEndian.i32(b.read(b.buffer(), 32), MessageLayout.TYPE));
        assertEquals(0, b.receive(toA));
        assertEquals(5, b.receive(toA));
        assertEquals("three", b.payload());
        assertEquals(Status.WOULD_BLOCK, b.receive(toA));
    }

    @Test
    void theLargestMessageFits() {
        String largest = "x".repeat(Limits.MESSAGE_PAYLOAD);
        assertEquals(Status.OK, a.send(toB, 1, largest));
        assertEquals(Limits.MESSAGE_PAYLOAD, b.receive(toA));
        assertEquals(largest, b.payload());
    }

    @Test
    void aHeaderThatPromisesTooMuchIsInvalid() {
        byte[] message = TestBoard.message(1, "x");
        for (int length : new int[] {-1, Limits.MESSAGE_PAYLOAD + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            LittleEndian.put32(message, MessageLayout.LENGTH, length);
            a.write(a.buffer(), message);
            a.expect(Status.INVALID_ARGUMENT, Call.CHANNEL_SEND, toB, a.buffer());
        }
        LittleEndian.put32(message, MessageLayout.LENGTH, 1);
        for (int count : new int[] {-1, Limits.MESSAGE_HANDLES + 1, Integer.MAX_VALUE}) {
            LittleEndian.put32(message, MessageLayout.HANDLE_COUNT, count);
            a.write(a.buffer(), message);
            a.expect(Status.INVALID_ARGUMENT, Call.CHANNEL_SEND, toB, a.buffer());
        }
        assertEquals(Status.WOULD_BLOCK, b.receive(toA));
    }

    @Test
    void handlesMoveWithTheirRights() {
        long timer = a.done(Call.TIMER_CREATE);
        long weak = a.done(Call.HANDLE_DUPLICATE, timer, Rights.WRITE | Rights.TRANSFER);
        assertEquals(Status.OK, a.send(toB, 1, "take", (int) weak, (int) timer));
        a.expect(Status.BAD_HANDLE, Call.TIMER_SET, timer, 1);
        a.expect(Status.BAD_HANDLE, Call.TIMER_SET, weak, 1);
        b.receive(toA);
        b.expect(HandleType.TIMER, Call.HANDLE_INFO, b.received(0));
        assertEquals(Rights.WRITE | Rights.TRANSFER, b.second());
        b.expect(Status.OK, Call.TIMER_SET, b.received(1), 1);
        assertEquals(0, b.received(2));
        assertEquals(0, b.received(3));
    }

    @Test
    void unusedHandlePlacesShowNothingOfTheSender() {
        byte[] message = TestBoard.message(1, "x");
        LittleEndian.put32(message, MessageLayout.HANDLES + 8, 0x1234);
        a.write(a.buffer(), message);
        a.expect(Status.OK, Call.CHANNEL_SEND, toB, a.buffer());
        b.receive(toA);
        assertEquals(0, b.received(2));
    }

    @Test
    void aHandleThatMayNotMoveStaysAndNothingIsSent() {
        long timer = a.done(Call.TIMER_CREATE);
        long fixed = a.done(Call.HANDLE_DUPLICATE, timer, Rights.WRITE);
        assertEquals(Status.ACCESS_DENIED, a.send(toB, 1, "", (int) timer, (int) fixed));
        assertEquals(Status.BAD_HANDLE, a.send(toB, 1, "", (int) timer, 77));
        assertEquals(Status.INVALID_ARGUMENT, a.send(toB, 1, "", (int) timer, (int) timer));
        a.expect(Status.OK, Call.TIMER_SET, timer, 1);
        a.expect(Status.OK, Call.TIMER_SET, fixed, 1);
        assertEquals(Status.WOULD_BLOCK, b.receive(toA));
    }

    @Test
    void aPollDoesNotLeaveItsProcess() {
        long poll = a.done(Call.POLL_CREATE);
        assertEquals(Status.ACCESS_DENIED, a.send(toB, 1, "", (int) poll));
    }

    @Test
    void aFullQueueRefusesBeforeAnythingMoves() {
        for (int i = 0; i < Limits.CHANNEL_DEPTH; i++) {
            assertEquals(Status.OK, a.send(toB, i, "m" + i));
        }
        long timer = a.done(Call.TIMER_CREATE);
        String before = test.usage();
        assertEquals(Status.WOULD_BLOCK, a.send(toB, 99, "late", (int) timer));
        assertEquals(before, test.usage());
        a.expect(Status.OK, Call.TIMER_SET, timer, 1);
        b.receive(toA);
        assertEquals("m0", b.payload());
        assertEquals(Status.OK, a.send(toB, 99, "late", (int) timer));
    }

    @Test
    void bothDirectionsHaveAQueueOfTheirOwn() {
        for (int i = 0; i < Limits.CHANNEL_DEPTH; i++) {
            a.send(toB, i, "");
        }
        assertEquals(Status.OK, b.send(toA, 1, "back"));
        a.receive(toB);
        assertEquals("back", a.payload());
    }

    @Test
    void aReceiverWithoutRoomForTheHandlesKeepsTheMessage() {
        long spare = b.done(Call.TIMER_CREATE);
        while (b.call(Call.HANDLE_DUPLICATE, spare, 0) >= 0) {
            // Until its table is full.
        }
        long timer = a.done(Call.TIMER_CREATE);
        a.send(toB, 1, "for you", (int) timer);
        assertEquals(Status.TABLE_FULL, b.receive(toA));
        b.expect(Status.OK, Call.HANDLE_CLOSE, spare);
        assertEquals(7, b.receive(toA));
        b.expect(Status.OK, Call.TIMER_SET, b.received(0), 1);
    }

    @Test
    void aBufferTooSmallKeepsTheMessage() {
        a.send(toB, 1, "12345678");
        b.expect(Status.BUFFER_TOO_SMALL, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.PAYLOAD + 7, 0);
        b.expect(Status.BUFFER_TOO_SMALL, Call.CHANNEL_RECEIVE, toA, b.buffer(), 0, 0);
        b.expect(Status.BUFFER_TOO_SMALL, Call.CHANNEL_RECEIVE, toA, b.buffer(), -1, 0);
        b.expect(8, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.PAYLOAD + 8, 0);
    }

    @Test
    void badBuffersAreRefusedAndNothingMoves() {
        long timer = a.done(Call.TIMER_CREATE);
        a.send(toB, 1, "here", (int) timer);
        long stackTop = b.stack() + (16 << 10);
        long text = 0x40_0000;
        for (long bad : new long[] {
            0,
            8,
            -1,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 100,
            Limits.USER_END,
            Limits.USER_END - 8,
            0xffff_ffff_8000_0000L,
            stackTop - 8,
            stackTop,
            b.stack() - 8,
            text
        }) {
            b.expect(Status.BAD_ADDRESS, Call.CHANNEL_RECEIVE, toA, bad, MessageLayout.SIZE, 0);
            b.expect(Status.BAD_ADDRESS, Call.CHANNEL_RECEIVE, toA, bad, MessageLayout.SIZE, Agent.FOREVER);
            b.expect(Status.BAD_ADDRESS, Call.CHANNEL_CALL, toA, bad, MessageLayout.SIZE, Agent.FOREVER);
        }
        b.expect(Status.BAD_ADDRESS, Call.CHANNEL_SEND, toA, stackTop - 8);
        b.expect(Status.BAD_ADDRESS, Call.CHANNEL_SEND, toA, 0);
        assertEquals(Status.WOULD_BLOCK, a.receive(toB));
        assertEquals(4, b.receive(toA));
        b.expect(Status.OK, Call.TIMER_SET, b.received(0), 1);
    }

    @Test
    void aMessageMayEndExactlyAtTheEndOfMemory() {
        byte[] message = TestBoard.message(1, "edge");
        long at = a.stack() + (16 << 10) - message.length;
        a.write(at, message);
        a.expect(Status.OK, Call.CHANNEL_SEND, toB, at);
        LittleEndian.put32(message, MessageLayout.LENGTH, 5);
        a.write(at, message);
        a.expect(Status.BAD_ADDRESS, Call.CHANNEL_SEND, toB, at);
    }

    @Test
    void rightsToSendAndToReceiveAreTwoThings() {
        long sendOnly = a.done(Call.HANDLE_DUPLICATE, toB, Rights.WRITE);
        long receiveOnly = a.done(Call.HANDLE_DUPLICATE, toB, Rights.READ);
        assertEquals(Status.OK, a.send(sendOnly, 1, ""));
        assertEquals(Status.ACCESS_DENIED, a.receive(sendOnly));
        assertEquals(Status.ACCESS_DENIED, a.send(receiveOnly, 1, ""));
        assertEquals(Status.WOULD_BLOCK, a.receive(receiveOnly));
        a.expect(Status.ACCESS_DENIED, Call.CHANNEL_CALL, sendOnly, a.buffer(), 512, 1);
        a.expect(Status.ACCESS_DENIED, Call.CHANNEL_REPLY_RECEIVE, receiveOnly, a.buffer(), 512, 1);
    }

    @Test
    void aReceiverWaitsUntilAMessageComes() {
        b.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        assertTrue(b.isWaiting());
        a.send(toB, 1, "wake up");
        assertEquals(7, b.result());
        assertEquals("wake up", b.payload());
    }

    @Test
    void aReceiverGivesUpAtItsDeadline() {
        long deadline = test.machine.now() + 1_000_000;
        b.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, deadline);
        test.board.passTime(deadline - 1);
        assertTrue(b.isWaiting());
        test.board.passTime(deadline);
        assertEquals(Status.TIMED_OUT, b.result());
        b.expect(Status.TIMED_OUT, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, deadline - 5);
        b.expect(Status.INVALID_ARGUMENT, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, -5);
    }

    @Test
    void aMessageThatComesInTimeStopsTheDeadline() {
        long deadline = test.machine.now() + 1_000_000;
        b.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, deadline);
        a.send(toB, 1, "in time");
        assertEquals(7, b.result());
        b.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        test.board.passTime(deadline + 1);
        assertTrue(b.isWaiting());
    }

    @Test
    void aCallerGetsTheAnswerWithItsIdAndTheOthersStay() {
        a.write(a.buffer(), TestBoard.message(5, "question"));
        a.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_CALL, toB, a.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        assertEquals(8, b.receive(toA));
        b.send(toA, 0, "event");
        b.send(toA, 4, "other answer");
        assertTrue(a.isWaiting());
        b.send(toA, 5, "answer");
        assertEquals(6, a.result());
        assertEquals("answer", a.payload());
        a.receive(toB);
        assertEquals("event", a.payload());
        a.receive(toB);
        assertEquals("other answer", a.payload());
    }

    @Test
    void aServerThatWaitsIsSwitchedToAtOnceAndBack() {
        b.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        a.write(a.buffer(), TestBoard.message(5, "question"));
        a.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_CALL, toB, a.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        assertEquals(b.slot, test.board.running(0));
        b.write(b.buffer(), TestBoard.message(5, "answer"));
        b.expect(
                SimulatedBoard.BLOCKED, Call.CHANNEL_REPLY_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        assertEquals(a.slot, test.board.running(0));
        assertEquals(6, a.result());
    }

    @Test
    void anAnswerFindsRoomInAFullQueue() {
        a.write(a.buffer(), TestBoard.message(5, "question"));
        a.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_CALL, toB, a.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        for (int i = 0; i < Limits.CHANNEL_DEPTH; i++) {
            assertEquals(Status.OK, b.send(toA, 0, "event"));
        }
        assertEquals(Status.WOULD_BLOCK, b.send(toA, 0, "event"));
        assertEquals(Status.OK, b.send(toA, 5, "answer"));
        assertEquals(6, a.result());
        assertEquals(Status.WOULD_BLOCK, b.send(toA, 0, "event"));
    }

    @Test
    void aCallThatMayNotWaitSendsNothing() {
        a.write(a.buffer(), TestBoard.message(5, "question"));
        a.expect(Status.WOULD_BLOCK, Call.CHANNEL_CALL, toB, a.buffer(), MessageLayout.SIZE, 0);
        assertEquals(Status.WOULD_BLOCK, b.receive(toA));
    }

    @Test
    void aCallGivesUpAtItsDeadlineOrWhenTheServerGoes() {
        a.write(a.buffer(), TestBoard.message(5, "question"));
        long deadline = test.machine.now() + 100;
        a.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_CALL, toB, a.buffer(), MessageLayout.SIZE, deadline);
        test.board.passTime(deadline);
        assertEquals(Status.TIMED_OUT, a.result());
        a.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_CALL, toB, a.buffer(), MessageLayout.SIZE, Agent.FOREVER);
        b.call(Call.EXIT, 0);
        assertEquals(Status.PEER_CLOSED, a.result());
    }

    @Test
    void aReplyThatCannotBeSentIsNotFollowedByAReceive() {
        a.send(toB, 1, "waiting");
        b.write(b.buffer(), TestBoard.message(1, "reply", 999));
        b.expect(Status.BAD_HANDLE, Call.CHANNEL_REPLY_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, 0);
        assertEquals(7, b.receive(toA));
    }

    @Test
    void theOtherEndClosesAfterItsMessagesWereRead() {
        a.send(toB, 1, "last words");
        a.call(Call.EXIT, 0);
        assertEquals(10, b.receive(toA));
        assertEquals(Status.PEER_CLOSED, b.receive(toA));
        assertEquals(Status.PEER_CLOSED, b.send(toA, 1, "hello?"));
        b.expect(Status.PEER_CLOSED, Call.CHANNEL_RECEIVE, toA, b.buffer(), MessageLayout.SIZE, Agent.FOREVER);
    }

    @Test
    void aSendToAClosedEndLosesNoHandle() {
        long timer = a.done(Call.TIMER_CREATE);
        b.call(Call.EXIT, 0);
        assertEquals(Status.PEER_CLOSED, a.send(toB, 1, "", (int) timer));
        a.expect(Status.OK, Call.TIMER_SET, timer, 1);
    }

    @Test
    void twoReceiversOfOneEndAreServedInTurn() {
        long second = b.done(Call.HANDLE_DUPLICATE, toA, Rights.READ | Rights.TRANSFER);
        b.send(toA, 1, "share", (int) second);
        a.receive(toB);
        long pair = test.supervisor.done(Call.CHANNEL_CREATE);
        Agent c = test.start("c", (int) test.supervisor.second());
        Agent d = test.start("d", (int) pair);
        c.expect(
                SimulatedBoard.BLOCKED,
                Call.CHANNEL_RECEIVE,
                c.startHandle(0),
                c.buffer(),
                MessageLayout.SIZE,
                Agent.FOREVER);
        d.send(d.startHandle(0), 1, "to c");
        assertEquals(4, c.result());
        assertFalse(c.isWaiting());
    }

    @Test
    void aProcessMayOnlyHaveSoManyMessagesOnTheirWay() {
        long sent = 0;
        for (int pair = 0; pair < 20; pair++) {
            long end = a.done(Call.CHANNEL_CREATE);
            for (int i = 0; i < Limits.CHANNEL_DEPTH && sent < KernelLimits.MESSAGES_IN_FLIGHT; i++) {
                assertEquals(Status.OK, a.send(end, 1, ""));
                sent++;
            }
        }
        assertEquals(KernelLimits.MESSAGES_IN_FLIGHT, sent);
        assertEquals(Status.QUOTA_EXCEEDED, a.send(toB, 1, ""));
        assertEquals(Status.OK, b.send(toA, 1, ""));
    }
}
