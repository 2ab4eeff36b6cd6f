package cortado.api.service;

import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.Replies;
import java.util.ArrayDeque;

/**
 * A client as its provider sees it. Answers never block the provider: while a client does not fetch its answers they
 * wait here, and no further request is read from it, so that it can only hold up itself.
 */
public final class Client {
    private final Channel channel;
    private final Poll poll;
    private final String service;
    private final String name;
    private final ArrayDeque<Message> held = new ArrayDeque<>(2);
    private boolean paused;
    private boolean wantsRoom;
    private Object state;

    Client(Channel channel, Poll poll, String service, String name) {
        this.channel = channel;
        this.poll = poll;
        this.service = service;
        this.name = name;
        watch();
    }

    /** The service it connected to. */
    public String service() {
        return service;
    }

    /** The process's name, for logs. */
    public String name() {
        return name;
    }

    /** What the provider keeps for this client. */
    public Object state() {
        return state;
    }

    /** Sets what the provider keeps for this client. */
    public void keep(Object value) {
        this.state = value;
    }

    /** Whether answers still reach it. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Sends an answer, now or when the client has room; one to a request with id 0 is dropped. */
    public void answer(Message message) {
        if (!isOpen() || message.id() == 0) {
            message.discard();
            return;
        }
        int status = held.isEmpty() ? channel.trySend(message) : Status.WOULD_BLOCK;
        if (status == Status.WOULD_BLOCK) {
            held.add(message.detach());
            watch();
        } else if (status < 0) {
            message.discard();
        }
    }

    /** Answers a request that arrived earlier with an ERROR. */
    public void refuse(int id, int status, String sentence) {
        answer(Replies.error(new Message().reset(0, id), status, sentence));
    }

    /** Sends a message that no one asked for, if there is room: a {@link Status}, WOULD_BLOCK if there is none. */
    public int offer(Message message) {
        if (!isOpen()) {
            return Status.PEER_CLOSED;
        }
        return held.isEmpty() ? channel.trySend(message) : Status.WOULD_BLOCK;
    }

    /** Asks for one {@link Event.Writable} as soon as {@link #offer} would succeed. */
    public void awaitRoom() {
        wantsRoom = true;
        watch();
    }

    /** Reads no further requests until {@link #resume()}; those of a client that ends meanwhile still arrive. */
    public void pause() {
        paused = true;
        watch();
    }

    /** Reads requests again. */
    public void resume() {
        paused = false;
        watch();
    }

    /** Ends the connection. The provider gets no {@link Event.Closed} for it. */
    public void close() {
        if (isOpen()) {
            poll.remove(channel);
            channel.close();
        }
        for (Message message : held) {
            message.discard();
        }
        held.clear();
    }

    /** Sends what was held back; whether the provider is to be told of room. */
    boolean room() {
        while (!held.isEmpty()) {
            int status = channel.trySend(held.peek());
            if (status == Status.WOULD_BLOCK) {
                return false;
            }
            held.remove().discard();
        }
        boolean tell = wantsRoom;
        wantsRoom = false;
        watch();
        return tell;
    }

    int receive(Message into) {
        return channel.tryReceive(into, Clock.NOW);
    }

    private void watch() {
        if (isOpen()) {
            int wanted = paused || !held.isEmpty() ? 0 : Signals.READABLE;
            wanted |= wantsRoom || !held.isEmpty() ? Signals.WRITABLE : 0;
            poll.add(channel, wanted, this);
        }
    }
}
