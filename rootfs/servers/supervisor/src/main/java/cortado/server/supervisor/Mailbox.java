package cortado.server.supervisor;

import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Message;
import cortado.api.Poll;
import java.util.ArrayDeque;

/**
 * One process's end of a conversation with the supervisor. Sending never waits: what the other side has no room for is
 * held, and nothing more is read from it meanwhile, so that a process which does not listen holds up only itself.
 */
final class Mailbox {
    private final String name;
    private final Channel channel;
    private final Poll poll;
    private final Object source;
    private final ArrayDeque<Message> held = new ArrayDeque<>();
    /** The place of the client in the {@link Ledger}. */
    private int slot = Ledger.NONE;

    /**
     * Watches the channel.
     *
     * @param name the process's, for logs
     * @param source what the poll's events carry
     */
    Mailbox(String name, Channel channel, Poll poll, Object source) {
        this.name = name;
        this.channel = channel;
        this.poll = poll;
        this.source = source;
        watch();
    }

    /** Of a process that has gone: nothing reaches it. */
    static Mailbox gone(String name) {
        return new Mailbox(name, new Channel(0), null, null);
    }

    String name() {
        return name;
    }

    /** The channel's handle, 0 once it is closed. */
    int number() {
        return channel.number();
    }

    int slot() {
        return slot;
    }

    void keep(int place) {
        slot = place;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Sends now or when there is room; to one who is gone, nothing. */
    void send(Message message) {
        int status = !isOpen() ? Status.PEER_CLOSED : held.isEmpty() ? channel.trySend(message) : Status.WOULD_BLOCK;
        if (status == Status.WOULD_BLOCK) {
            held.add(message.detach());
            watch();
        } else if (status < 0) {
            message.discard();
        }
    }

    /** There is room again. */
    void flush() {
        while (isOpen() && !held.isEmpty()) {
            int status = channel.trySend(held.peek());
            if (status == Status.WOULD_BLOCK) {
                return;
            }
            held.remove().discard();
        }
        watch();
    }

    /** Takes one message without waiting: a negative {@link Status} if there is none. */
    int receive(Message into) {
        return channel.tryReceive(into, Clock.NOW);
    }

    /** Ends the conversation. */
    void close() {
        if (isOpen()) {
            poll.remove(channel);
            channel.close();
        }
        for (Message message : held) {
            message.discard();
        }
        held.clear();
    }

    private void watch() {
        if (isOpen()) {
            poll.add(channel, held.isEmpty() ? Signals.READABLE : Signals.WRITABLE, source);
        }
    }
}
