package cortado.trials;

import cortado.abi.Call;
import cortado.abi.Rights;
import cortado.abi.Status;

/** Handles that were closed, never given, of another type, or another's. */
final class HandleTrial {
    private final Checks checks;

    HandleTrial(Checks checks) {
        this.checks = checks;
    }

    void run() {
        closedTwice();
        stale();
        forged();
        wrongType();
        notOwned();
    }

    private void closedTwice() {
        long timer = Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        checks.status("close", Raw.call(Call.HANDLE_CLOSE, timer, 0, 0, 0), Status.OK);
        checks.status("close again", Raw.call(Call.HANDLE_CLOSE, timer, 0, 0, 0), Status.BAD_HANDLE);
    }

    /** The number of a closed handle does not come to mean the next one. */
    private void stale() {
        long old = Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        Raw.call(Call.HANDLE_CLOSE, old, 0, 0, 0);
        int same = 0;
        for (int i = 0; i < 100; i++) {
            long next = Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
            same += next == old ? 1 : 0;
            Raw.call(Call.HANDLE_CLOSE, next, 0, 0, 0);
        }
        checks.same("times that a closed handle's number came back", 0, same);
        checks.status("arm a closed timer", Raw.call(Call.TIMER_SET, old, 1, 0, 0), Status.BAD_HANDLE);
    }

    private void forged() {
        int found = 0;
        for (long number = 1 << 12; number < 1 << 17; number += 7) {
            found += Raw.call(Call.HANDLE_INFO, number << 8, 0, 0, 0) >= 0 ? 1 : 0;
        }
        for (long number : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 1L << 63}) {
            found += Raw.call(Call.HANDLE_INFO, number, 0, 0, 0) >= 0 ? 1 : 0;
        }
        checks.same("guessed numbers that were handles", 0, found);
        long timer = Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        checks.status(
                "a handle's number with a high bit set",
                Raw.call(Call.HANDLE_INFO, timer | 1L << 32, 0, 0, 0),
                Status.BAD_HANDLE);
        Raw.call(Call.HANDLE_CLOSE, timer, 0, 0, 0);
    }

    private void wrongType() {
        long channel = Raw.call(Call.CHANNEL_CREATE, 0, 0, 0, 0);
        long other = Raw.second();
        int[] calls = {
            Call.TIMER_SET,
            Call.POLL_WAIT,
            Call.FOLIO_MAP,
            Call.FOLIO_INFO,
            Call.FOLIO_DMA_ADDRESS,
            Call.INTERRUPT_ACKNOWLEDGE,
            Call.PROCESS_KILL,
            Call.PROCESS_INFO,
            Call.POLL_ADD
        };
        for (int call : calls) {
            checks.status(
                    "system call " + call + " on a channel",
                    Raw.call(call, channel, 0, 4096, Rights.READ),
                    Status.WRONG_TYPE);
        }
        long timer = Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        checks.status(
                "send on a timer", Raw.callBuffer2(Call.CHANNEL_SEND, timer, Raw.message(), 0, 0), Status.WRONG_TYPE);
        Raw.call(Call.HANDLE_CLOSE, timer, 0, 0, 0);
        Raw.call(Call.HANDLE_CLOSE, channel, 0, 0, 0);
        Raw.call(Call.HANDLE_CLOSE, other, 0, 0, 0);
    }

    /** A message with one handle that is not the sender's leaves the others where they were. */
    private void notOwned() {
        long channel = Raw.call(Call.CHANNEL_CREATE, 0, 0, 0, 0);
        long other = Raw.second();
        int timer = (int) Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        checks.status(
                "send a handle that it does not own",
                Raw.callBuffer2(Call.CHANNEL_SEND, channel, Raw.message(timer, 0x7777), 0, 0),
                Status.BAD_HANDLE);
        checks.success("the handle before it has not moved", Raw.call(Call.HANDLE_INFO, timer, 0, 0, 0));
        checks.status(
                "send a handle twice in one message",
                Raw.callBuffer2(Call.CHANNEL_SEND, channel, Raw.message(timer, timer), 0, 0),
                Status.INVALID_ARGUMENT);
        checks.success("it has not moved", Raw.call(Call.HANDLE_INFO, timer, 0, 0, 0));
        checks.status(
                "the other end has received",
                Raw.callBuffer2(Call.CHANNEL_RECEIVE, other, Raw.message(), 512, 0),
                Status.WOULD_BLOCK);
        checks.status("send it once", Raw.callBuffer2(Call.CHANNEL_SEND, channel, Raw.message(timer), 0, 0), Status.OK);
        checks.status("use it afterwards", Raw.call(Call.HANDLE_INFO, timer, 0, 0, 0), Status.BAD_HANDLE);
        Raw.call(Call.HANDLE_CLOSE, channel, 0, 0, 0);
        Raw.call(Call.HANDLE_CLOSE, other, 0, 0, 0);
    }
}
