package cortado.api.stream;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.StatusException;
import java.io.OutputStream;
import java.util.Objects;

/** The writing end of a stream. Nothing is kept back: bytes leave with the write. */
public final class ChannelOutput extends OutputStream {
    private final Channel channel;
    private final Message message = new Message();

    /** Takes over the channel. */
    public ChannelOutput(Channel channel) {
        this.channel = channel;
    }

    /** The channel, for a poll: WRITABLE says that there is room. */
    public Channel channel() {
        return channel;
    }

    /**
     * Writes as much as there is room for.
     *
     * @return how many bytes went, from the first on
     * @throws StatusException PEER_CLOSED if nobody reads any more
     */
    public int tryWrite(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, Limits.MESSAGE_PAYLOAD);
            int status = channel.trySend(message.reset(MessageType.DATA, 0).putBytes(bytes, offset + done, count));
            if (status == Status.WOULD_BLOCK) {
                return done;
            }
            if (status < 0) {
                throw new StatusException("write to a stream", status);
            }
            done += count;
        }
        return done;
    }

    /**
     * Writes all of it, waiting while the reader is behind.
     *
     * @throws StatusException PEER_CLOSED if nobody reads any more
     */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        int done = tryWrite(bytes, offset, length);
        if (done < length) {
            try (Poll room = new Poll()) {
                room.add(channel, Signals.WRITABLE, channel);
                while (done < length) {
                    room.next(Clock.FOREVER);
                    done += tryWrite(bytes, offset + done, length - done);
                }
                room.remove(channel);
            }
        }
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void flush() {}

    /** Ends the stream. */
    @Override
    public void close() {
        channel.close();
    }
}
