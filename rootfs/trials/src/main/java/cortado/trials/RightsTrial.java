package cortado.trials;

import cortado.abi.Call;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;

/** Handles that lack the one right that a call needs. */
final class RightsTrial {
    private final Checks checks;

    RightsTrial(Checks checks) {
        this.checks = checks;
    }

    void run() {
        long channel = Raw.call(Call.CHANNEL_CREATE, 0, 0, 0, 0);
        long other = Raw.second();
        long poll = Raw.call(Call.POLL_CREATE, 0, 0, 0, 0);
        long folio = Raw.call(Call.FOLIO_CREATE, 4096, 0, 0, 0);
        long timer = Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        denied(
                "send",
                Rights.WRITE,
                channel,
                (handle) -> Raw.callBuffer2(Call.CHANNEL_SEND, handle, Raw.message(), 0, 0));
        denied(
                "receive",
                Rights.READ,
                channel,
                (handle) -> Raw.callBuffer2(Call.CHANNEL_RECEIVE, handle, Raw.message(), 512, 0));
        denied("watch", Rights.POLL, channel, handle -> Raw.call(Call.POLL_ADD, poll, handle, Signals.READABLE, 0));
        denied(
                "duplicate",
                Rights.DUPLICATE,
                channel,
                handle -> Raw.call(Call.HANDLE_DUPLICATE, handle, Rights.READ, 0, 0));
        denied(
                "give away",
                Rights.TRANSFER,
                timer,
                handle -> Raw.callBuffer2(Call.CHANNEL_SEND, channel, Raw.message((int) handle), 0, 0));
        denied("map", Rights.MAP, folio, handle -> Raw.call(Call.FOLIO_MAP, handle, 0, 4096, Rights.READ));
        denied(
                "map for writing",
                Rights.WRITE,
                folio,
                handle -> Raw.call(Call.FOLIO_MAP, handle, 0, 4096, Rights.READ | Rights.WRITE));
        denied("arm", Rights.WRITE, timer, handle -> Raw.call(Call.TIMER_SET, handle, 1, 0, 0));
        more(channel);
        checks.status(
                "map for execution",
                Raw.call(Call.FOLIO_MAP, folio, 0, 4096, Rights.READ | Rights.EXECUTE),
                Status.ACCESS_DENIED,
                Status.INVALID_ARGUMENT);
        checks.status(
                "map for writing and execution",
                Raw.call(Call.FOLIO_MAP, folio, 0, 4096, Rights.READ | Rights.WRITE | Rights.EXECUTE),
                Status.ACCESS_DENIED,
                Status.INVALID_ARGUMENT);
        checks.status(
                "bus address of a folio that is not for DMA",
                Raw.call(Call.FOLIO_DMA_ADDRESS, folio, 0, 0, 0),
                Status.ACCESS_DENIED);
        for (long handle : new long[] {channel, other, poll, folio, timer}) {
            Raw.call(Call.HANDLE_CLOSE, handle, 0, 0, 0);
        }
    }

    private interface Use {
        long on(long handle);
    }

    private void denied(String what, int right, long handle, Use use) {
        long lesser = Raw.call(Call.HANDLE_DUPLICATE, handle, owned(handle) & ~right, 0, 0);
        checks.status(what + " without the right " + Rights.text(right), use.on(lesser), Status.ACCESS_DENIED);
        checks.status("the handle is still there", Raw.call(Call.HANDLE_CLOSE, lesser, 0, 0, 0), Status.OK);
    }

    private static int owned(long handle) {
        Raw.call(Call.HANDLE_INFO, handle, 0, 0, 0);
        return (int) Raw.second();
    }

    /** No duplicate has a right that its original lacks. */
    private void more(long channel) {
        long lesser = Raw.call(Call.HANDLE_DUPLICATE, channel, Rights.READ | Rights.DUPLICATE, 0, 0);
        checks.status(
                "duplicate with more rights",
                Raw.call(Call.HANDLE_DUPLICATE, lesser, Rights.READ | Rights.WRITE, 0, 0),
                Status.ACCESS_DENIED);
        checks.status(
                "duplicate with rights that do not exist",
                Raw.call(Call.HANDLE_DUPLICATE, channel, -1, 0, 0),
                Status.ACCESS_DENIED,
                Status.INVALID_ARGUMENT);
        Raw.call(Call.HANDLE_CLOSE, lesser, 0, 0, 0);
    }
}
