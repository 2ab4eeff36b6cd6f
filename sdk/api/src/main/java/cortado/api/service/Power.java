package cortado.api.service;

import cortado.abi.MessageType;
import cortado.api.Environ;

/**
 * Client of whatever can switch the machine off, service {@value #NAME}: CALL ({@link #OFF} or {@link #RESTART}) →
 * REPLY, and then it happens.
 */
public final class Power implements AutoCloseable {
    public static final String NAME = "power";

    /** Operation: end, and stay ended. */
    public static final int OFF = 1;
    /** Operation: start again from the firmware on. */
    public static final int RESTART = 2;

    private final Connection connection;

    public Power(Environ environ) {
        this.connection = new Connection(environ, NAME);
    }

    /** Switches off; returns when the driver has agreed, just before it happens. */
    public void off(long deadline) {
        ask(OFF, deadline);
    }

    /** Starts again; returns when the driver has agreed, just before it happens. */
    public void restart(long deadline) {
        ask(RESTART, deadline);
    }

    private void ask(int operation, long deadline) {
        connection.ask(MessageType.CALL, MessageType.REPLY, request -> request.putInt(operation), deadline);
    }

    @Override
    public void close() {
        connection.close();
    }
}
