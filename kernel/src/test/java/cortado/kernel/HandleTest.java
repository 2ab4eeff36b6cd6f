package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cortado.abi.Call;
import cortado.abi.HandleType;
import cortado.abi.Rights;
import cortado.abi.Status;
import org.junit.jupiter.api.Test;

class HandleTest {
    private final TestBoard test = new TestBoard();
    private final Agent a = test.start("a");

    @Test
    void aClosedHandleIsGoneAndCannotBeClosedTwice() {
        long timer = a.done(Call.TIMER_CREATE);
        a.expect(Status.OK, Call.HANDLE_CLOSE, timer);
        a.expect(Status.BAD_HANDLE, Call.HANDLE_CLOSE, timer);
        a.expect(Status.BAD_HANDLE, Call.TIMER_SET, timer, 1);
    }

    @Test
    void aHandleThatWasClosedIsNotTakenForTheOneThatCameAfterIt() {
        long first = a.done(Call.TIMER_CREATE);
        a.expect(Status.OK, Call.HANDLE_CLOSE, first);
        long second = a.done(Call.TIMER_CREATE);
        assertNotEquals(first, second);
        a.expect(Status.BAD_HANDLE, Call.HANDLE_CLOSE, first);
        a.expect(HandleType.TIMER, Call.HANDLE_INFO, second);
    }

    @Test
    void numbersThatWereNeverHandlesAreRefusedEverywhere() {
        long[] wrong = {
            0, -1, 1, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40
        };
        String before = test.usage();
        for (long handle : wrong) {
            a.expect(Status.BAD_HANDLE, Call.HANDLE_CLOSE, handle);
            a.expect(Status.BAD_HANDLE, Call.HANDLE_DUPLICATE, handle, 0);
            a.expect(Status.BAD_HANDLE, Call.HANDLE_INFO, handle);
            a.expect(Status.BAD_HANDLE, Call.CHANNEL_SEND, handle, a.buffer());
            a.expect(Status.BAD_HANDLE, Call.CHANNEL_RECEIVE, handle, a.buffer(), 512, 0);
            a.expect(Status.BAD_HANDLE, Call.CHANNEL_CALL, handle, a.buffer(), 512, 1);
            a.expect(Status.BAD_HANDLE, Call.CHANNEL_REPLY_RECEIVE, handle, a.buffer(), 512, 0);
            a.expect(Status.BAD_HANDLE, Call.POLL_ADD, handle, handle, 1, 0);
            a.expect(Status.BAD_HANDLE, Call.POLL_REMOVE, handle, handle);
            a.expect(Status.BAD_HANDLE, Call.POLL_WAIT, handle, a.buffer(), 1, 0);
            a.expect(Status.BAD_HANDLE, Call.FOLIO_MAP, handle, 0, 4096, Rights.READ);
            a.expect(Status.BAD_HANDLE, Call.FOLIO_INFO, handle);
            a.expect(Status.BAD_HANDLE, Call.FOLIO_DMA_ADDRESS, handle);
            a.expect(Status.BAD_HANDLE, Call.INTERRUPT_ACKNOWLEDGE, handle);
            a.expect(Status.BAD_HANDLE, Call.TIMER_SET, handle, 1);
            a.expect(Status.BAD_HANDLE, Call.PROCESS_CREATE, handle, a.buffer());
            if (handle != 0) { // which is the process itself
                a.expect(Status.BAD_HANDLE, Call.PROCESS_KILL, handle);
                a.expect(Status.BAD_HANDLE, Call.PROCESS_INFO, handle, a.buffer());
                a.expect(Status.BAD_HANDLE, Call.PROCESS_HANDLES, handle, a.buffer(), 1);
            }
            a.expect(Status.BAD_HANDLE, Call.SYSTEM_INFO, handle, a.buffer());
            a.expect(Status.BAD_HANDLE, Call.MMIO_GRANT, handle, 0, 0);
            a.expect(Status.BAD_HANDLE, Call.INTERRUPT_GRANT, handle, 0, 0);
            a.expect(Status.BAD_HANDLE, Call.LOG_READ, handle, 0, a.buffer(), 100);
            a.expect(Status.BAD_HANDLE, Call.MACHINE_POWER, handle, 0);
            a.expect(Status.BAD_HANDLE, Call.BOOT_FOLIO, handle, 0);
        }
        assertEquals(before, test.usage());
    }

    @Test
    void aHandleOfTheWrongTypeIsRefusedEverywhere() {
        long timer = a.done(Call.TIMER_CREATE);
        long poll = a.done(Call.POLL_CREATE);
        a.expect(Status.WRONG_TYPE, Call.CHANNEL_SEND, timer, a.buffer());
        a.expect(Status.WRONG_TYPE, Call.POLL_WAIT, timer, a.buffer(), 1, 0);
        a.expect(Status.WRONG_TYPE, Call.POLL_ADD, poll, poll, 0, 0);
        a.expect(Status.WRONG_TYPE, Call.POLL_REMOVE, poll, poll);
        a.expect(Status.WRONG_TYPE, Call.FOLIO_INFO, timer);
        a.expect(Status.WRONG_TYPE, Call.TIMER_SET, poll, 1);
        a.expect(Status.WRONG_TYPE, Call.INTERRUPT_ACKNOWLEDGE, timer);
        a.expect(Status.WRONG_TYPE, Call.PROCESS_KILL, timer);
        a.expect(Status.WRONG_TYPE, Call.SYSTEM_INFO, timer, a.buffer());
    }

    @Test
    void aDuplicateHasTheRightsAskedForAndNoMore() {
        long timer = a.done(Call.TIMER_CREATE);
        long weak = a.done(Call.HANDLE_DUPLICATE, timer, Rights.READ | Rights.DUPLICATE);
        a.expect(HandleType.TIMER, Call.HANDLE_INFO, weak);
        assertEquals(Rights.READ | Rights.DUPLICATE, a.second());
        a.expect(Status.ACCESS_DENIED, Call.TIMER_SET, weak, 1);
        a.expect(Status.ACCESS_DENIED, Call.HANDLE_DUPLICATE, weak, Rights.READ | Rights.WRITE);
        long none = a.done(Call.HANDLE_DUPLICATE, weak, 0);
        a.expect(Status.ACCESS_DENIED, Call.HANDLE_DUPLICATE, none, 0);
    }

    @Test
    void rightsThatDoNotExistAreInvalid() {
        long timer = a.done(Call.TIMER_CREATE);
        a.expect(Status.INVALID_ARGUMENT, Call.HANDLE_DUPLICATE, timer, Rights.ALL + 1);
        a.expect(Status.INVALID_ARGUMENT, Call.HANDLE_DUPLICATE, timer, -1);
        a.expect(Status.INVALID_ARGUMENT, Call.HANDLE_DUPLICATE, timer, 1L << 32);
    }

    @Test
    void theObjectLivesUntilItsLastHandleIsClosed() {
        String before = test.usage();
        long timer = a.done(Call.TIMER_CREATE);
        long second = a.done(Call.HANDLE_DUPLICATE, timer, Rights.WRITE);
        a.expect(Status.OK, Call.HANDLE_CLOSE, timer);
        a.expect(Status.OK, Call.TIMER_SET, second, 1);
        a.expect(Status.OK, Call.HANDLE_CLOSE, second);
        assertEquals(before, test.usage());
    }

    @Test
    void aFullTableRefusesWhateverWouldAddToIt() {
        long timer = a.done(Call.TIMER_CREATE);
        while (a.call(Call.HANDLE_DUPLICATE, timer, 0) >= 0) {
            // Until the 64 handles of the quota are used.
        }
        String full = test.usage();
        a.expect(Status.TABLE_FULL, Call.HANDLE_DUPLICATE, timer, 0);
        a.expect(Status.TABLE_FULL, Call.CHANNEL_CREATE);
        a.expect(Status.TABLE_FULL, Call.POLL_CREATE);
        a.expect(Status.TABLE_FULL, Call.TIMER_CREATE);
        a.expect(Status.TABLE_FULL, Call.FOLIO_CREATE, 1, 0);
        assertEquals(full, test.usage());
    }

    @Test
    void aChannelNeedsRoomForBothItsEnds() {
        long timer = a.done(Call.TIMER_CREATE);
        for (int i = 1; i < 63; i++) {
            a.done(Call.HANDLE_DUPLICATE, timer, 0);
        }
        a.expect(Status.TABLE_FULL, Call.CHANNEL_CREATE);
        a.done(Call.TIMER_CREATE);
    }

    @Test
    void theObjectQuotaCountsWhatLives() {
        long[] timers = new long[32];
        for (int i = 0; i < timers.length; i++) {
            timers[i] = a.done(Call.TIMER_CREATE);
        }
        a.expect(Status.QUOTA_EXCEEDED, Call.TIMER_CREATE);
        a.expect(Status.QUOTA_EXCEEDED, Call.POLL_CREATE);
        a.expect(Status.QUOTA_EXCEEDED, Call.CHANNEL_CREATE);
        a.expect(Status.QUOTA_EXCEEDED, Call.FOLIO_CREATE, 1, 0);
        a.expect(Status.OK, Call.HANDLE_CLOSE, timers[5]);
        a.done(Call.POLL_CREATE);
    }

    @Test
    void callsThatDoNotExistSaySo() {
        for (long number : new long[] {-1, Call.COUNT, Call.COUNT + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            a.expect(Status.BAD_CALL, (int) number);
        }
    }
}
