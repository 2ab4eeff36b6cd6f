package cortado.api;

import cortado.abi.Call;
import cortado.abi.MessageLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.platform.Platform;
import cortado.platform.ProcessLocal;

/** One end of a bidirectional, bounded queue of messages. */
public final class Channel extends Handle {
    /** Both ends of a new channel. */
    public record Pair(Channel first, Channel second) {}

    public Channel(int number) {
        super(number);
    }

    /** Takes over a handle, typically one that came in a message. */
    public Channel(Handle handle) {
        super(handle.move());
    }

    /** Makes a channel and keeps both ends. */
    public static Pair pair() {
        Platform platform = Platform.current();
        long first = StatusException.check("create channel", platform.call(Call.CHANNEL_CREATE, 0, 0, 0, 0));
        return new Pair(new Channel((int) first), new Channel((int) platform.secondResult()));
    }

    /** A second handle to this end, to send through: the peer sees it closed when both are. */
    public Channel secondWriter() {
        return new Channel(duplicate(Rights.WRITE | Rights.POLL | Rights.DUPLICATE | Rights.TRANSFER));
    }

    /** An id that no call of this process has used recently, never 0. Only one end of a channel makes calls. */
    public static int nextId() {
        ProcessLocal local = Platform.current().local();
        local.lastCallId = local.lastCallId == Integer.MAX_VALUE ? 1 : local.lastCallId + 1;
        return local.lastCallId;
    }

    /** Queues the message, or says why not: WOULD_BLOCK (nothing has moved), PEER_CLOSED, .... */
    public int trySend(Message message) {
        int status = (int) Platform.current().callBuffer2(Call.CHANNEL_SEND, number(), message.bytes(), 0, 0);
        if (status == Status.OK) {
            message.moved();
        }
        return status;
    }

    /** Queues the message or throws. */
    public void send(Message message) {
        StatusException.check("send", trySend(message));
    }

    /**
     * Takes the oldest message: its payload length, or WOULD_BLOCK, TIMED_OUT, PEER_CLOSED, .... Handles that the
     * message brought earlier and nobody took are closed.
     */
    public int tryReceive(Message into, long deadline) {
        into.reset(0, 0);
        int status = (int) Platform.current()
                .callBuffer2(Call.CHANNEL_RECEIVE, number(), into.bytes(), MessageLayout.SIZE, deadline);
        if (status >= 0) {
            into.arrived();
        }
        return status;
    }

    /** Waits for the oldest message or throws. */
    public void receive(Message into, long deadline) {
        StatusException.check("receive", tryReceive(into, deadline));
    }

    /** Sends a request and waits for its answer in the same message; the request needs a {@link #nextId()}. */
    public int tryCall(Message message, long deadline) {
        int status = (int) Platform.current()
                .callBuffer2(Call.CHANNEL_CALL, number(), message.bytes(), MessageLayout.SIZE, deadline);
        if (status >= 0) {
            message.moved();
            message.arrived();
        } else if (Platform.current().secondResult() != 0) {
            message.moved();
        }
        return status;
    }

    /** As {@link #tryCall}, or throws; an ERROR reply throws with its status and text. */
    public void call(Message message, long deadline) {
        StatusException.check("call", tryCall(message, deadline));
        Replies.throwIfError(message);
    }

    /**
     * Sends an answer and waits for the next request in the same message: what a server with one client does in one
     * system call. WOULD_BLOCK if there is no room for the answer.
     */
    public int tryAnswer(Message message, long deadline) {
        int status = (int) Platform.current()
                .callBuffer2(Call.CHANNEL_REPLY_RECEIVE, number(), message.bytes(), MessageLayout.SIZE, deadline);
        if (status >= 0) {
            message.moved();
            message.arrived();
        } else if (Platform.current().secondResult() != 0) {
            message.moved();
        }
        return status;
    }
}
