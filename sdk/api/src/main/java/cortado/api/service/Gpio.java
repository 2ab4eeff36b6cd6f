package cortado.api.service;

import cortado.abi.MessageType;
import cortado.api.Environ;

/**
 * Client of general-purpose pins, service {@value #NAME}: CALL ({@code int} operation, {@code int} pin, {@code int}
 * value) → REPLY ({@code int} value).
 */
public final class Gpio implements AutoCloseable {
    public static final String NAME = "gpio";

    /** Operation: how many pins there are; pin and value are ignored. */
    public static final int COUNT = 1;
    /** Operation: the pin's mode. */
    public static final int GET_MODE = 2;
    /** Operation: sets the pin's mode to the value. */
    public static final int SET_MODE = 3;
    /** Operation: the pin's level, 0 or 1. */
    public static final int READ = 4;
    /** Operation: sets an output's level to the value, 0 or 1. */
    public static final int WRITE = 5;
    /** Operation: the pin's pull resistor. */
    public static final int GET_PULL = 6;
    /** Operation: sets the pin's pull resistor to the value. */
    public static final int SET_PULL = 7;

    /** Modes. {@link #ALTERNATE} + n, n from 0 to 5, gives the pin to a peripheral. */
    public static final int INPUT = 0;

    public static final int OUTPUT = 1;
    public static final int ALTERNATE = 2;
    /** The highest mode. */
    public static final int LAST_MODE = ALTERNATE + 5;

    /** Pull resistors. */
    public static final int PULL_NONE = 0;

    public static final int PULL_UP = 1;
    public static final int PULL_DOWN = 2;

    private final Connection connection;

    public Gpio(Environ environ) {
        this.connection = new Connection(environ, NAME);
    }

    /** How many pins there are. */
    public int count(long deadline) {
        return ask(COUNT, 0, 0, deadline);
    }

    /** {@link #INPUT}, {@link #OUTPUT} or {@link #ALTERNATE} + n. */
    public int mode(int pin, long deadline) {
        return ask(GET_MODE, pin, 0, deadline);
    }

    /** Sets {@link #INPUT}, {@link #OUTPUT} or {@link #ALTERNATE} + n. */
    public void setMode(int pin, int mode, long deadline) {
        ask(SET_MODE, pin, mode, deadline);
    }

    /** The level at the pin, whatever drives it. */
    public boolean read(int pin, long deadline) {
        return ask(READ, pin, 0, deadline) != 0;
    }

    /** Sets the level of an output. */
    public void write(int pin, boolean high, long deadline) {
        ask(WRITE, pin, high ? 1 : 0, deadline);
    }

    /** {@link #PULL_NONE}, {@link #PULL_UP} or {@link #PULL_DOWN}. */
    public int pull(int pin, long deadline) {
        return ask(GET_PULL, pin, 0, deadline);
    }

    /** Sets {@link #PULL_NONE}, {@link #PULL_UP} or {@link #PULL_DOWN}. */
    public void setPull(int pin, int pull, long deadline) {
        ask(SET_PULL, pin, pull, deadline);
    }

    private int ask(int operation, int pin, int value, long deadline) {
        return connection
                .ask(
                        MessageType.CALL,
                        MessageType.REPLY,
                        request -> request.putInt(operation).putInt(pin).putInt(value),
                        deadline)
                .takeInt();
    }

    @Override
    public void close() {
        connection.close();
    }
}
