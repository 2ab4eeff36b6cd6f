package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.Signals;

/** One end of a channel: the messages that wait to be received here, and who waits for them. */
final class Channel extends KernelObject {
    /** The other end; ends 2n and 2n + 1 are a pair for ever. */
    Channel peer;
    /** No handle reaches this end any more: it receives nothing, and its peer cannot send. */
    boolean closed;
    /** Messages queued here. */
    int count;

    /** Messages that were ever taken out of the queue here; and how many that were when {@link FirstProcess} looked. */
    int taken;

    int takenBefore;
    /** Looks in a row that found the same message waiting here. */
    int ignored;

    Message first;
    private Message last;
    /** Contexts that wait to receive here, in the order they came. */
    Context waiters;
    /** Next in the list of ends that are being closed. */
    Channel nextClosing;
    /** Handles to it in messages; all others are in tables. */
    int inFlight;
    /** For {@link LostChannels}: someone may receive here, and the next such end to be looked through. */
    boolean reachable;

    Channel nextReachable;

    Channel(int number) {
        super(HandleType.CHANNEL, number);
    }

    boolean isFull() {
        return count >= Limits.CHANNEL_DEPTH;
    }

    /** The {@link Signals} that hold for this end. */
    int signals() {
        int signals = count > 0 ? Signals.READABLE : 0;
        if (peer.closed) {
            return signals | Signals.CLOSED;
        }
        return peer.isFull() ? signals : signals | Signals.WRITABLE;
    }

    void append(Message message) {
        message.next = null;
        if (first == null) {
            first = message;
        } else {
            last.next = message;
        }
        last = message;
        count++;
    }

    /** The oldest message with this id, or null. */
    Message find(int id) {
        Message message = first;
        while (message != null && message.id != id) {
            message = message.next;
        }
        return message;
    }

    /** Takes a message that is queued here out of the queue. */
    void remove(Message message) {
        Message before = null;
        if (first == message) {
            first = message.next;
        } else {
            before = first;
            while (before.next != message) {
                before = before.next;
            }
            before.next = message.next;
        }
        if (last == message) {
            last = before;
        }
        message.next = null;
        count--;
        taken++;
    }

    void addWaiter(Context context) {
        context.nextWaiter = null;
        if (waiters == null) {
            waiters = context;
            return;
        }
        Context at = waiters;
        while (at.nextWaiter != null) {
            at = at.nextWaiter;
        }
        at.nextWaiter = context;
    }

    void removeWaiter(Context context) {
        if (waiters == context) {
            waiters = context.nextWaiter;
        } else {
            Context at = waiters;
            while (at.nextWaiter != context) {
                at = at.nextWaiter;
            }
            at.nextWaiter = context.nextWaiter;
        }
        context.nextWaiter = null;
    }

    /** Who a message with this id is for: the caller that waits for it, else whoever waits longest for any; or null. */
    Context waiterFor(int id) {
        Context receiver = null;
        for (Context at = waiters; at != null; at = at.nextWaiter) {
            if (at.operation == Context.CALL) {
                if (at.callId == id) {
                    return at;
                }
            } else if (receiver == null) {
                receiver = at;
            }
        }
        return receiver;
    }

    /** Whether a caller waits here for the message with this id. */
    boolean isAwaited(int id) {
        Context waiter = waiterFor(id);
        return waiter != null && waiter.operation == Context.CALL;
    }
}
