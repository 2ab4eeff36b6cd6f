package cortado.trials.recovery;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.Replies;
import cortado.api.StatusException;
import java.util.function.Consumer;

/**
 * A client's connection without the client library, which would repeat what a driver's death left unanswered. It waits
 * for answers without leaving the CPU idle: QEMU's {@code -icount sleep=off} makes time leap while a disk is at work
 * and the CPU has nothing to do.
 */
final class Line implements AutoCloseable {
    private static final long CONNECT_MILLISECONDS = 120_000;
    private static final long ANSWER_MILLISECONDS = 60_000;

    private final Environ environ;
    private final String service;
    private final Message message = new Message();
    private Channel channel;

    Line(Environ environ, String service) {
        this.environ = environ;
        this.service = service;
    }

    /** Connects, as soon as there is a driver that serves. */
    void open() {
        close();
        channel = environ.connect(service, Clock.after(CONNECT_MILLISECONDS));
    }

    /** Sends a request: its id, or 0 if the driver has ended. */
    int send(int type, Consumer<Message> fill) {
        int id = Channel.nextId();
        fill.accept(message.reset(type, id));
        int status = channel.trySend(message);
        if (status < 0) {
            message.discard();
            if (status != Status.PEER_CLOSED) {
                throw new StatusException("ask the service " + service, status);
            }
            return 0;
        }
        return id;
    }

    /**
     * The next answer, or null if the driver has ended without one.
     *
     * @throws StatusException what an ERROR says, or TIMED_OUT
     */
    Message receive() {
        long end = Clock.after(ANSWER_MILLISECONDS);
        int status = channel.tryReceive(message, Clock.NOW);
        while (status == Status.WOULD_BLOCK || status == Status.TIMED_OUT) {
            if (Clock.nanos() > end) {
                throw new StatusException("wait for the service " + service, Status.TIMED_OUT);
            }
            status = channel.tryReceive(message, Clock.NOW);
        }
        if (status == Status.PEER_CLOSED) {
            return null;
        }
        StatusException.check("wait for the service " + service, status);
        if (message.type() == MessageType.ERROR) {
            Replies.throwIfError(message);
        }
        return message;
    }

    /** Asks, with as many drivers as it takes; the answer is valid until the next request. */
    Message ask(int type, Consumer<Message> fill) {
        while (true) {
            if (channel == null) {
                open();
            }
            Message answer = send(type, fill) == 0 ? null : receive();
            if (answer != null) {
                return answer;
            }
            close();
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
