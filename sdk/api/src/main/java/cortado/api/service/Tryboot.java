package cortado.api.service;

import cortado.abi.MessageType;
import cortado.api.Environ;

/**
 * Client of whatever can have the next restart boot the spare one of two slots, once; service {@value #NAME}: CALL
 * ({@link #ARM}) → REPLY, and then the machine should be restarted at once. ERROR NOT_SUPPORTED from a firmware that
 * cannot: nothing has changed then.
 */
public final class Tryboot implements AutoCloseable {
    public static final String NAME = "tryboot";

    /** Operation: the next restart, and only that, boots the spare slot. */
    public static final int ARM = 1;

    private final Connection connection;

    public Tryboot(Environ environ) {
        this.connection = new Connection(environ, NAME);
    }

    /** Chooses the spare slot for the next restart; returns when the firmware has been asked whether it will. */
    public void arm(long deadline) {
        connection.ask(MessageType.CALL, MessageType.REPLY, request -> request.putInt(ARM), deadline);
    }

    @Override
    public void close() {
        connection.close();
    }
}
