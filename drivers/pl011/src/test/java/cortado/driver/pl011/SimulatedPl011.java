package cortado.driver.pl011;

import static cortado.driver.pl011.Pl011Register.*;

import cortado.api.Register;
import cortado.testkit.Hardware;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * A PL011 with 16 characters of FIFO in each direction, one while that is off, and what waits is lost as it is
 * switched; the test holds the other end of the line.
 */
final class SimulatedPl011 implements Hardware {
    private static final int FIFO = LEAST_FIFO;

    private final Map<Integer, Integer> registers = new HashMap<>();
    /** What the other end still wants to send: it waits for room, as with flow control. */
    private final ArrayDeque<Integer> wire = new ArrayDeque<>();

    private final ArrayDeque<Integer> receiving = new ArrayDeque<>();
    private final ArrayDeque<Integer> sending = new ArrayDeque<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private boolean stopped;
    /** What UARTFR reads whatever happens, -1 if it tells the truth. */
    private int stuck = -1;

    private int raised;

    /** The other end sends. */
    synchronized void type(byte[] bytes) {
        for (byte value : bytes) {
            wire.add(value & 0xff);
        }
        refill();
    }

    /** A character arrives with error bits of UARTDR. */
    synchronized void typeDamaged(int value, int errors) {
        wire.add(value | errors);
        refill();
    }

    /** What the other end has received. */
    synchronized byte[] sent() {
        return sent.toByteArray();
    }

    /** The line stops moving: the transmit FIFO fills. */
    synchronized void stop() {
        stopped = true;
    }

    /** So many characters leave, then the line stops again. */
    synchronized void release(int count) {
        for (int i = 0; i < count && !sending.isEmpty(); i++) {
            sent.write(sending.remove());
        }
        transmitLevel();
    }

    /** The line moves again. */
    synchronized void go() {
        stopped = false;
        release(FIFO);
    }

    /** Hostile: the flags do not change any more. */
    synchronized void stickFlags(int flags) {
        stuck = flags;
    }

    synchronized int register(Register register) {
        return registers.getOrDefault(register.offset(), 0);
    }

    @Override
    public synchronized boolean isInterrupting() {
        return (raised() & register(INTERRUPT_MASK)) != 0;
    }

    @Override
    public synchronized long read(long offset, int width) {
        if (offset == DATA.offset()) {
            Integer value = receiving.poll();
            refill();
            return value == null ? 0 : value;
        }
        if (offset == FLAG.offset() && stuck >= 0) {
            return stuck;
        }
        if (offset == FLAG.offset()) {
            return (receiving.isEmpty() ? RECEIVE_EMPTY : 0)
                    | (receiving.size() == FIFO ? RECEIVE_FULL : 0)
                    | (sending.isEmpty() ? TRANSMIT_EMPTY : BUSY)
                    | (sending.size() == FIFO ? TRANSMIT_FULL : 0);
        }
        if (offset == INTERRUPT_RAW.offset()) {
            return raised();
        }
        if (offset == INTERRUPT_MASKED.offset()) {
            return raised() & register(INTERRUPT_MASK);
        }
        return registers.getOrDefault((int) offset, 0);
    }

    @Override
    public synchronized void write(long offset, int width, long value) {
        if (offset == DATA.offset()) {
            if (sending.size() == FIFO) {
                throw new IllegalStateException("the driver wrote to a full FIFO");
            }
            if ((register(CONTROL) & (ENABLE | TRANSMIT_ENABLE)) != (ENABLE | TRANSMIT_ENABLE)) {
                throw new IllegalStateException("the driver wrote to a device that it has not enabled");
            }
            sending.add((int) value & 0xff);
            if (!stopped) {
                sent.write(sending.remove());
            }
            transmitLevel();
        } else if (offset == INTERRUPT_CLEAR.offset()) {
            raised &= (int) ~value;
        } else {
            boolean switched = offset == LINE_CONTROL.offset() && ((value ^ register(LINE_CONTROL)) & FIFO_ENABLE) != 0;
            registers.put((int) offset, (int) value);
            if (switched) {
                receiving.clear();
                sending.clear();
                refill();
            }
        }
    }

    /** The transmit interrupt comes as the FIFO empties past its level, and goes when it is filled. */
    private void transmitLevel() {
        if (sending.size() <= FIFO / 8) {
            raised |= TRANSMIT;
        } else {
            raised &= ~TRANSMIT;
        }
    }

    private int raised() {
        int receive = receiving.size() >= FIFO / 2 ? RECEIVE : 0;
        return raised | receive | (receiving.isEmpty() ? 0 : RECEIVE_TIMEOUT);
    }

    private void refill() {
        int room = (register(LINE_CONTROL) & FIFO_ENABLE) == 0 ? 1 : FIFO;
        while (receiving.size() < room && !wire.isEmpty()) {
            receiving.add(wire.remove());
        }
    }
}
