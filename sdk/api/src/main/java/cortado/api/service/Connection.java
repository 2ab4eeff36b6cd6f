package cortado.api.service;

import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Poll;
import cortado.api.Replies;
import cortado.api.StatusException;
import java.util.function.Consumer;

/**
 * A client's connection to a service by its name. When the provider ends, the next use connects to the one that takes
 * its place. A request that was not answered is made again if it is fit to be repeated ({@link #ask}), and fails if it
 * is not ({@link #askOnce}).
 */
public final class Connection implements AutoCloseable {
    /** Between attempts, in nanoseconds: a provider that ends at once, or turns clients away, is not to be hurried. */
    private static final long PAUSE = 1_000_000;

    private static final long LONGEST_PAUSE = 500_000_000;

    private final Environ environ;
    private final String service;
    private final Message message = new Message();
    private Channel channel;
    /** How often the provider was found to have ended. */
    private int reconnections;
    /** Sees the channel of a provider that has ended before it is closed. */
    private Consumer<Channel> last = _ -> {};

    /** For the service of that name, which the process's spec lists under {@code uses}. Connects at first use. */
    public Connection(Environ environ, String service) {
        this.environ = environ;
        this.service = service;
    }

    /** Has {@code last} see each channel whose provider has ended, before it is closed: answers may wait in it. */
    void beforeClose(Consumer<Channel> last) {
        this.last = last;
    }

    /** The channel, connected if need be. */
    public Channel channel(long deadline) {
        if (channel == null) {
            channel = environ.connect(service, deadline);
        }
        return channel;
    }

    /**
     * Asks and waits for the answer, which is valid until the next request.
     *
     * @param type the request's {@link cortado.abi.MessageType}
     * @param answer the type that its answer has
     * @param fill writes the payload; called again if the request must be repeated
     * @throws StatusException what the provider said in an ERROR, or TIMED_OUT
     * @throws MessageException if the answer has another type
     */
    public Message ask(int type, int answer, Consumer<Message> fill, long deadline) {
        for (long pause = 0; ; pause = Math.min(2 * pause + PAUSE, LONGEST_PAUSE)) {
            sleep(pause, deadline);
            Channel current = channel(deadline);
            message.reset(type, Channel.nextId());
            fill.accept(message);
            int status = current.tryCall(message, deadline);
            if (status >= 0) {
                return check(answer);
            }
            message.discard();
            close(); // an answer that comes too late must not be taken for another's
            if (status != Status.PEER_CLOSED) {
                throw new StatusException("ask the service " + service, status);
            }
            reconnections++;
        }
    }

    /**
     * As {@link #ask}, for a request that is not fit to be repeated: it is sent to one provider only.
     *
     * @throws StatusException PEER_CLOSED if that provider ended without an answer: whether the request was carried out
     *     is not known then
     */
    public Message askOnce(int type, int answer, Consumer<Message> fill, long deadline) {
        int id;
        for (long pause = 0; ; pause = Math.min(2 * pause + PAUSE, LONGEST_PAUSE)) {
            sleep(pause, deadline);
            Channel current = channel(deadline);
            id = Channel.nextId();
            message.reset(type, id);
            fill.accept(message);
            int status = current.trySend(message);
            if (status >= 0) {
                break;
            }
            message.discard();
            close();
            if (status != Status.PEER_CLOSED) {
                throw new StatusException("ask the service " + service, status);
            }
            reconnections++; // it ended before it was asked: another may be
        }
        int status;
        do {
            status = channel.tryReceive(message, deadline);
        } while (status >= 0 && message.id() != id);
        if (status >= 0) {
            return check(answer);
        }
        close();
        if (status == Status.PEER_CLOSED) {
            reconnections++;
            throw StatusException.saying(
                    Status.PEER_CLOSED,
                    "the service " + service + " ended before it answered; whether it did what was asked is not known");
        }
        throw new StatusException("ask the service " + service, status);
    }

    /** Whether there is a channel, whose provider may have ended all the same. */
    public boolean isOpen() {
        return channel != null;
    }

    /** How often a provider was found to have ended, and another one took its place. */
    public int reconnections() {
        return reconnections;
    }

    private void sleep(long nanoseconds, long deadline) {
        if (nanoseconds > 0) {
            try (Poll nothing = new Poll()) {
                nothing.next(Math.min(Clock.nanos() + nanoseconds, deadline));
            }
            if (Clock.nanos() >= deadline) {
                throw new StatusException(
                        "ask the service " + service + ", which closes each connection", Status.TIMED_OUT);
            }
        }
    }

    private Message check(int answer) {
        Replies.throwIfError(message);
        if (message.type() != answer) {
            throw new MessageException("the service " + service + " answered with a message of type " + message.type()
                    + ", but " + answer + " was expected");
        }
        return message;
    }

    /** Ends the connection; a later use makes another. */
    @Override
    public void close() {
        if (channel != null) {
            last.accept(channel);
            channel.close();
            channel = null;
        }
    }
}
