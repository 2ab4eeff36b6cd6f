package cortado.api.service;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Replies;
import cortado.api.StatusException;

/**
 * Client of a serial line, service {@value #NAME}.
 *
 * <ul>
 *   <li>WRITE (bytes) → WRITE_REPLY ({@code int} count), once the device has them all. Requests of several clients take
 *       turns.
 *   <li>CALL ({@link #DRAIN}) → REPLY, once the last bit has left.
 *   <li>READ → READ_REPLY (bytes, at least one), once there is input. It goes to the client that was the last to ask
 *       for any for the first time; when that one ends, to the one before it. The driver stops reading the line while
 *       that client does not ask. One READ of each client at a time.
 * </ul>
 */
public final class Serial implements AutoCloseable {
    public static final String NAME = "serial";

    /** Operation of CALL: wait until all output has left. */
    public static final int DRAIN = 1;

    private final Connection connection;
    private final Message request = new Message();
    private final Message input = new Message();
    /** Where a READ was sent whose answer has not come; null if there is none. */
    private Channel asked;

    public Serial(Environ environ) {
        this(new Connection(environ, NAME));
    }

    /** Over a connection to a line of another name. */
    public Serial(Connection connection) {
        this.connection = connection;
        connection.beforeClose(this::rescue);
    }

    /** Input that the driver gave before it died is not given again: what waits in its channel is the last of it. */
    private void rescue(Channel channel) {
        if (asked == channel && input.remaining() == 0 && channel.tryReceive(input, Clock.NOW) >= 0) {
            asked = null;
            if (input.type() != MessageType.READ_REPLY) {
                input.reset(0, 0);
            }
        }
    }

    /** The channel whose READABLE says that input waits; another one after the driver was restarted. */
    public Channel channel(long deadline) {
        while (true) {
            Channel channel = connection.channel(deadline);
            if (asked == channel || input.remaining() > 0) {
                return channel;
            }
            int status = channel.trySend(request.reset(MessageType.READ, Channel.nextId()));
            if (status == Status.OK) {
                asked = channel;
                return channel;
            }
            if (status != Status.PEER_CLOSED) {
                throw new StatusException("ask the serial line for input", status);
            }
            connection.close();
        }
    }

    /** Writes all bytes; if the driver restarts meanwhile, some may be written twice, but none is lost. */
    public void write(byte[] bytes, int offset, int length, long deadline) {
        int done = 0;
        while (done < length) {
            int from = offset + done;
            int count = Math.min(length - done, Limits.MESSAGE_PAYLOAD);
            connection.ask(
                    MessageType.WRITE,
                    MessageType.WRITE_REPLY,
                    request -> request.putBytes(bytes, from, count),
                    deadline);
            done += count;
        }
    }

    /** Waits until all output has left the line. */
    public void drain(long deadline) {
        connection.ask(MessageType.CALL, MessageType.REPLY, request -> request.putInt(DRAIN), deadline);
    }

    /**
     * Waits for input.
     *
     * @return how many bytes came, at least 1; 0 when the deadline passed first, when another driver has taken the
     *     place of the one that was asked, or with {@link Clock#NOW} while the driver is away
     */
    public int read(byte[] into, int offset, int capacity, long deadline) {
        while (input.remaining() == 0) {
            if (deadline == Clock.NOW && !connection.isOpen()) {
                return 0;
            }
            int status = channel(deadline).tryReceive(input, deadline);
            if (status == Status.TIMED_OUT || status == Status.WOULD_BLOCK) {
                return 0;
            } else if (status == Status.PEER_CLOSED) {
                connection.close();
                if (deadline != Clock.NOW) {
                    channel(deadline);
                    return 0; // what the screen shows may be in question
                }
            } else if (status < 0) {
                throw new StatusException("read the serial line", status);
            } else {
                asked = null;
                Replies.throwIfError(input);
                if (input.type() != MessageType.READ_REPLY) {
                    throw new MessageException("the serial line sent a message of type " + input.type());
                }
            }
        }
        return input.takeInto(into, offset, capacity);
    }

    @Override
    public void close() {
        connection.close();
    }
}
