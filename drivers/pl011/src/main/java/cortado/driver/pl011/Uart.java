package cortado.driver.pl011;

import static cortado.driver.pl011.Pl011Register.*;

import cortado.api.Clock;
import cortado.api.Mmio;

/** The device itself: bytes in, bytes out, and which of both may interrupt. */
final class Uart {
    /** {@link #receive}: nothing waits. */
    static final int NOTHING = -1;

    /** The longest FIFO, 32 characters of 10 bits at 1200 baud, takes less. */
    private static final long DRAIN_MILLISECONDS = 300;

    private final Mmio registers;
    private int enabled;
    private long damaged;
    private long overruns;

    Uart(Mmio registers) {
        this.registers = registers;
    }

    /**
     * Brings the device into a known state, whatever its last driver left: what it still had to send is sent first.
     * What waits in the receive FIFO stays there if that was on already, so that nothing that is typed while no driver
     * runs is lost.
     *
     * @param clock Hz of the UART's clock, or 0 if it is unknown: the firmware's baud rate then stays
     */
    void reset(long clock, long baud) {
        registers.write(INTERRUPT_MASK, 0);
        enabled = 0;
        long deadline = Clock.after(DRAIN_MILLISECONDS);
        while (isSending() && Clock.nanos() < deadline) {}
        registers.write(CONTROL, 0);
        registers.write(DMA_CONTROL, 0);
        if (clock > 0) {
            long divisor = divisor(clock, baud);
            registers.write(INTEGER_BAUD, (int) (divisor >> 6));
            registers.write(FRACTIONAL_BAUD, (int) divisor & 0x3f);
        }
        registers.write(LINE_CONTROL, FIFO_ENABLE | EIGHT_BITS);
        registers.write(FIFO_LEVEL, LEVELS);
        registers.write(INTERRUPT_CLEAR, ALL_INTERRUPTS);
        registers.write(CONTROL, ENABLE | TRANSMIT_ENABLE | RECEIVE_ENABLE);
    }

    /** The divisor in 64ths, §3.3.6: clock / (16 × baud), rounded; both divisor registers together hold 22 bits. */
    static long divisor(long clock, long baud) {
        if (baud <= 0) {
            throw new IllegalArgumentException("a baud rate of " + baud + "; at least 1 was expected");
        }
        long divisor = (clock * 4 + baud / 2) / baud;
        if (divisor < 64 || divisor >= 1 << 22) {
            throw new IllegalArgumentException("a clock of " + clock + " Hz cannot make " + baud + " baud: "
                    + (clock + 0x10_0000 - 1) / 0x10_0000 + " to " + clock / 16 + " can be made");
        }
        return divisor;
    }

    /** Takes a byte that came, or {@link #NOTHING}; damaged ones are counted and left out. */
    int receive() {
        while ((registers.read(FLAG) & RECEIVE_EMPTY) == 0) {
            int data = registers.read(DATA);
            if ((data & OVERRUN) != 0) {
                overruns++;
            }
            if ((data & (FRAMING_ERROR | PARITY_ERROR | BREAK)) == 0) {
                return data & 0xff;
            }
            damaged++;
        }
        return NOTHING;
    }

    /** Sends a byte if there is room for it. */
    boolean send(int value) {
        if ((registers.read(FLAG) & TRANSMIT_FULL) != 0) {
            return false;
        }
        registers.write(DATA, value & 0xff);
        return true;
    }

    /** Whether a byte is in the FIFO or on the line. */
    boolean isSending() {
        return (registers.read(FLAG) & BUSY) != 0;
    }

    /** Which interrupts may come: what there is to read, and that there is room to write. */
    void enable(boolean receive, boolean transmit) {
        int wanted = (receive ? RECEIVE | RECEIVE_TIMEOUT : 0) | (transmit ? TRANSMIT : 0);
        if (wanted != enabled) {
            registers.write(INTERRUPT_MASK, wanted);
            enabled = wanted;
        }
    }

    /** Characters left out because they were damaged on the line. */
    long damaged() {
        return damaged;
    }

    /** Times that characters were lost because nobody read them in time. */
    long overruns() {
        return overruns;
    }
}
