package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.Status;
import org.junit.jupiter.api.Test;

/** What becomes of channels, and of what is in them, when no one is left. */
class ChannelEndsTest {
    private final TestBoard test = new TestBoard();
    private final Agent a = test.start("a");

    @Test
    void bothEndsClosedGiveTheChannelBack() {
        String before = test.usage();
        long first = a.done(Call.CHANNEL_CREATE);
        long second = a.second();
        a.send(first, 1, "never read");
        a.expect(Status.OK, Call.HANDLE_CLOSE, first);
        a.expect(Status.OK, Call.HANDLE_CLOSE, second);
        assertEquals(before, test.usage());
    }

    @Test
    void handlesInAQueueThatClosesAreClosed() {
        String before = test.usage();
        long first = a.done(Call.CHANNEL_CREATE);
        long second = a.second();
        long folio = a.done(Call.FOLIO_CREATE, 1 << 16, 0);
        long timer = a.done(Call.TIMER_CREATE);
        assertEquals(Status.OK, a.send(first, 1, "", (int) folio, (int) timer));
        a.expect(Status.OK, Call.HANDLE_CLOSE, second);
        a.expect(Status.OK, Call.HANDLE_CLOSE, first);
        assertEquals(before, test.usage());
    }

    @Test
    void anEndCanTravelThroughItself() {
        String before = test.usage();
        long first = a.done(Call.CHANNEL_CREATE);
        long second = a.second();
        assertEquals(Status.OK, a.send(first, 1, "myself", (int) first));
        assertEquals(6, a.receive(second));
        long again = a.received(0);
        assertEquals(Status.OK, a.send(again, 1, "still there"));
        assertEquals(Status.OK, a.send(again, 1, "and gone", (int) again));
        a.expect(Status.OK, Call.HANDLE_CLOSE, second);
        assertEquals(before, test.usage());
    }

    @Test
    void anEndIsNotQueuedAtItself() {
        long first = a.done(Call.CHANNEL_CREATE);
        long second = a.second();
        assertEquals(Status.INVALID_ARGUMENT, a.send(first, 1, "", (int) second));
        a.write(a.buffer(), TestBoard.message(1, "", (int) first));
        a.expect(Status.INVALID_ARGUMENT, Call.CHANNEL_CALL, first, a.buffer(), 512, 1);
        a.expect(Status.INVALID_ARGUMENT, Call.CHANNEL_REPLY_RECEIVE, first, a.buffer(), 512, 1);
        assertEquals(Status.OK, a.send(first, 1, ""));
    }

    @Test
    void aLongChainOfChannelsInChannelsFallsWithoutRecursion() {
        String before = test.usage();
        long outer = a.done(Call.CHANNEL_CREATE);
        long outerPeer = a.second();
        for (int i = 0; i < 28; i++) {
            long inner = a.done(Call.CHANNEL_CREATE);
            long innerPeer = a.second();
            assertEquals(Status.OK, a.send(inner, 1, "", (int) outer, (int) outerPeer));
            outer = inner;
            outerPeer = innerPeer;
        }
        a.expect(Status.OK, Call.HANDLE_CLOSE, outer);
        a.expect(Status.OK, Call.HANDLE_CLOSE, outerPeer);
        assertEquals(before, test.usage());
    }

    @Test
    void endsQueuedAtEachOtherAreFoundWhenTheirProcessEnds() {
        Agent b = test.start("b");
        String before = test.usage();
        Agent c = test.start("c");
        tangle(c);
        c.call(Call.EXIT, 0);
        test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, c.process);
        assertEquals(before, test.usage());
        b.expect(Status.OK, Call.NULL);
    }

    @Test
    void endsQueuedAtEachOtherAreFoundWhenTheQuotaRunsOut() {
        for (int i = 0; i < 200; i++) {
            tangle(a);
        }
    }

    /** Leaves two ends, each in the other's queue, and no handle to anything. */
    private static void tangle(Agent agent) {
        long first = agent.done(Call.CHANNEL_CREATE);
        long firstPeer = agent.second();
        long second = agent.done(Call.CHANNEL_CREATE);
        long secondPeer = agent.second();
        assertEquals(Status.OK, agent.send(first, 1, "", (int) secondPeer));
        assertEquals(Status.OK, agent.send(second, 1, "", (int) firstPeer));
        agent.expect(Status.OK, Call.HANDLE_CLOSE, first);
        agent.expect(Status.OK, Call.HANDLE_CLOSE, second);
    }

    @Test
    void whatCanStillBeReceivedIsNotTakenForLost() {
        long first = a.done(Call.CHANNEL_CREATE);
        long firstPeer = a.second();
        long second = a.done(Call.CHANNEL_CREATE);
        long secondPeer = a.second();
        long third = a.done(Call.CHANNEL_CREATE);
        long thirdPeer = a.second();
        assertEquals(Status.OK, a.send(second, 1, "inner", (int) first));
        assertEquals(Status.OK, a.send(third, 1, "outer", (int) secondPeer));
        Agent b = test.start("b");
        b.call(Call.EXIT, 0);
        assertEquals(Status.WOULD_BLOCK, a.receive(firstPeer));
        assertEquals(5, a.receive(thirdPeer));
        assertEquals(5, a.receive(a.received(0)));
        assertEquals(Status.OK, a.send(a.received(0), 1, "alive"));
        assertEquals(5, a.receive(firstPeer));
    }

    @Test
    void manyChannelsComeAndGo() {
        String before = test.usage();
        for (int i = 0; i < 3 * KernelLimits.CHANNELS; i++) {
            long first = a.done(Call.CHANNEL_CREATE);
            long second = a.second();
            for (int j = 0; j < i % Limits.CHANNEL_DEPTH; j++) {
                a.send(first, j, "x");
            }
            a.expect(Status.OK, Call.HANDLE_CLOSE, i % 2 == 0 ? first : second);
            a.expect(Status.OK, Call.HANDLE_CLOSE, i % 2 == 0 ? second : first);
        }
        assertEquals(before, test.usage());
    }
}
