package cortado.api.service;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.MessageException;

/**
 * Client of a source of random bytes, service {@value #NAME}: READ ({@code int} count, 1 to
 * {@link Limits#MESSAGE_PAYLOAD}) → READ_REPLY (that many bytes or fewer, at least one).
 */
public final class Entropy implements AutoCloseable {
    public static final String NAME = "entropy";

    private final Connection connection;

    public Entropy(Environ environ) {
        this.connection = new Connection(environ, NAME);
    }

    /** Fills the whole array. */
    public void fill(byte[] target, long deadline) {
        int done = 0;
        while (done < target.length) {
            int count = Math.min(target.length - done, Limits.MESSAGE_PAYLOAD);
            Message reply = connection.ask(
                    MessageType.READ, MessageType.READ_REPLY, request -> request.putInt(count), deadline);
            int got = reply.takeInto(target, done, count);
            if (got == 0) {
                throw new MessageException("the service " + NAME + " answered with no bytes at all");
            }
            done += got;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
