package cortado.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.StatusException;
import cortado.api.Timer;
import cortado.platform.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API of processes, over the real kernel. */
@Timeout(180)
class ApiTest {
    private final Testbed board = new Testbed();

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void handlesOfAFailedCallStayAndThoseOfASuccessfulOneGo() {
        board.run(() -> {
            Channel.Pair pair = Channel.pair();
            Handle folio = Folio.create(1);
            Message message = new Message().reset(MessageType.CALL, 5).putHandle(folio);
            // Sent, but nobody answers: the handle is the peer's.
            assertEquals(Status.TIMED_OUT, pair.first().tryCall(message, Clock.after(10)));
            assertFalse(folio.isOpen());
            Message received = new Message();
            pair.second().receive(received, Clock.NOW);
            assertTrue(received.takeHandle().isOpen());

            Handle kept = Folio.create(1);
            pair.second().close();
            assertEquals(
                    Status.PEER_CLOSED,
                    pair.first().tryCall(message.reset(MessageType.CALL, 6).putHandle(kept), Clock.after(10)));
            assertTrue(kept.isOpen());
        });
    }

    @Test
    void aFullQueueRefusesAndKeepsTheHandle() {
        board.run(() -> {
            Channel.Pair pair = Channel.pair();
            Message message = new Message();
            int sent = 0;
            while (pair.first().trySend(message.reset(MessageType.DATA, 0)) == Status.OK) {
                sent++;
            }
            assertEquals(Limits.CHANNEL_DEPTH, sent);
            Handle folio = Folio.create(1);
            assertEquals(
                    Status.WOULD_BLOCK,
                    pair.first().trySend(message.reset(MessageType.DATA, 0).putHandle(folio)));
            assertTrue(folio.isOpen());
            pair.second().receive(message, Clock.NOW);
            assertEquals(
                    Status.OK,
                    pair.first().trySend(message.reset(MessageType.DATA, 0).putHandle(folio)));
            assertFalse(folio.isOpen());
        });
    }

    @Test
    void aPollReportsWhatHoldsAndForgetsWhatIsRemoved() {
        board.run(() -> {
            Poll poll = new Poll();
            Timer timer = new Timer();
            poll.add(timer, Signals.SIGNALLED, timer);
            assertNull(poll.next(Clock.NOW));
            timer.at(Clock.nanos() + 1_000_000);
            Poll.Event event = poll.next(Clock.after(5_000));
            assertSame(timer, event.source());
            assertTrue(event.has(Signals.SIGNALLED));
            timer.acknowledge();
            assertNull(poll.next(Clock.after(5)));
            Channel.Pair pair = Channel.pair();
            poll.add(pair.first(), 0, "closing");
            pair.second().close();
            assertTrue(poll.next(Clock.after(5_000)).has(Signals.CLOSED));
            poll.remove(pair.first());
            assertNull(poll.next(Clock.NOW));
        });
    }

    @Test
    void aPeriodicTimerGoesOn() {
        board.run(() -> {
            Poll poll = new Poll();
            Timer timer = new Timer();
            poll.add(timer, Signals.SIGNALLED, timer);
            long start = Clock.nanos();
            timer.every(2_000_000);
            for (int i = 0; i < 5; i++) {
                assertTrue(poll.next(Clock.after(5_000)).has(Signals.SIGNALLED));
                timer.acknowledge();
            }
            assertTrue(Clock.nanos() - start >= 10_000_000);
        });
    }

    @Test
    void aFolioThatMayOnlyBeReadRefusesStoresInsteadOfEndingTheProcess() {
        board.run(() -> {
            Folio folio = Folio.create(100);
            folio.store64(8, 0x1122334455667788L);
            Folio view = new Folio(folio.duplicate(Rights.READ | Rights.MAP));
            assertEquals(4096, view.size());
            assertEquals(0x11223344, view.load32(12));
            StatusException refused = assertThrows(StatusException.class, () -> view.store8(0, 1));
            assertEquals(Status.ACCESS_DENIED, refused.status());
            assertThrows(StatusException.class, () -> view.write(0, new byte[4], 0, 4));
            assertThrows(IndexOutOfBoundsException.class, () -> view.load32(4093));
            assertThrows(IndexOutOfBoundsException.class, () -> view.load8(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> view.load8(Long.MAX_VALUE));
            view.close();
            folio.close();
        });
    }

    @Test
    void whatIsNoFolioIsRefusedAndClosed() {
        board.run(() -> {
            Channel.Pair pair = Channel.pair();
            StatusException refused = assertThrows(StatusException.class, () -> new Folio((Handle) pair.first()));
            assertEquals(Status.WRONG_TYPE, refused.status());
            assertEquals(Status.PEER_CLOSED, pair.second().tryReceive(new Message(), Clock.NOW));
        });
    }

    @Test
    void registersAreNoFolio() {
        Bell registers = new Bell();
        Device device = new Device("device@2000000", "test,device", 0x200_0000, 0x1000, registers);
        try (Testbed other = new Testbed(device)) {
            Running process = other.start(new Program("driver", device, List.of(), Map.of(), arguments -> {
                Handle handle = Environ.current().take("handle.mmio.0");
                StatusException refused = assertThrows(StatusException.class, () -> new Folio(handle));
                assertEquals(Status.WRONG_TYPE, refused.status());
            }));
            assertEquals(Optional.empty(), process.awaitEnd(60));
        }
    }

    @Test
    void eachProcessHasItsOwnEnviron() {
        Program program = new Program("one", null, List.of(), Map.of("x", "1"), arguments -> {
            Environ first = Environ.current();
            assertEquals("1", first.get("x"));
            board.skip(0);
            assertSame(first, Environ.current());
        });
        Running one = board.start(program);
        Running two = board.start(program.with("y", "2"));
        board.run(() -> assertNull(Environ.current().get("x")));
        assertFalse(one.awaitEnd(10).isPresent());
        assertFalse(two.awaitEnd(10).isPresent());
    }

    @Test
    void aProcessThatLoadsWhatIsNotMappedEndsAloneAndTheLogSaysSo() {
        Running wild = board.launch("wild", () -> Platform.current().load32(0x10));
        assertFalse(wild.awaitEnd(10).isPresent());
        assertTrue(board.log().toString().contains("wild"), () -> board.log().toString());
        board.run(() -> assertTrue(Clock.nanos() > 0));
    }
}
