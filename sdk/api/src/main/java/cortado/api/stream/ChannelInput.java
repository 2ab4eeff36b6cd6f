package cortado.api.stream;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Message;
import cortado.api.StatusException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Objects;

/** The reading end of a stream. Messages that are not DATA are dropped. */
public final class ChannelInput extends InputStream {
    /** The answer to a read whose deadline passed first. */
    public static final int LATE = -2;

    private static final int END = -1;

    private final Channel channel;
    private final Message message = new Message();
    private boolean ended;

    /** Takes over the channel. */
    public ChannelInput(Channel channel) {
        this.channel = channel;
    }

    /** A stream that has ended already. */
    public static ChannelInput empty() {
        ChannelInput input = new ChannelInput(new Channel(0));
        input.ended = true;
        return input;
    }

    /** The channel, for a poll: READABLE or CLOSED says that {@link #read(byte[], int, int, long)} does not wait. */
    public Channel channel() {
        return channel;
    }

    /** Whether bytes are here that were received and not read: a poll knows nothing of them. */
    public boolean hasMore() {
        return message.remaining() > 0;
    }

    /** Whether the stream has ended. */
    public boolean hasEnded() {
        return ended && message.remaining() == 0;
    }

    /**
     * Waits for bytes.
     *
     * @param deadline in nanoseconds of {@link Clock#nanos()}
     * @return how many came, at least 1 unless {@code capacity} is 0; -1 at the end; {@link #LATE}
     */
    public int read(byte[] into, int offset, int capacity, long deadline) {
        Objects.checkFromIndexSize(offset, capacity, into.length);
        if (capacity == 0) {
            return 0;
        }
        while (message.remaining() == 0) {
            if (ended) {
                return END;
            }
            int status = channel.tryReceive(message, deadline);
            if (status == Status.WOULD_BLOCK || status == Status.TIMED_OUT) {
                return LATE;
            }
            if (status == Status.PEER_CLOSED) {
                ended = true;
            } else if (status < 0) {
                throw new StatusException("read a stream", status);
            } else if (message.type() != MessageType.DATA) {
                message.reset(0, 0);
            }
        }
        return message.takeInto(into, offset, capacity);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1, Clock.FOREVER) < 0 ? END : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int capacity) {
        return read(into, offset, capacity, Clock.FOREVER);
    }

    @Override
    public int read(byte[] into) {
        return read(into, 0, into.length, Clock.FOREVER);
    }

    /** Everything until the end. */
    @Override
    public byte[] readAllBytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[Limits.MESSAGE_PAYLOAD];
        for (int count = read(piece); count >= 0; count = read(piece)) {
            all.write(piece, 0, count);
        }
        return all.toByteArray();
    }

    @Override
    public int available() {
        return message.remaining();
    }

    /** Stops reading: the writer gets PEER_CLOSED. */
    @Override
    public void close() {
        message.reset(0, 0);
        channel.close();
        ended = true;
    }
}
