package cortado.driver.pl011;

import cortado.api.Register;

/** Registers of the PrimeCell UART: Arm DDI 0183G, chapter 3. */
public final class Pl011Register {
    private Pl011Register() {}

    /** §3.3.1: writing sends a byte, reading takes one from the receive FIFO with its error bits. */
    public static final Register DATA = Register.readWrite("UARTDR", 0x00);
    /** §3.3.3. */
    public static final Register FLAG = Register.readOnly("UARTFR", 0x18);
    /** §3.3.5. */
    public static final Register INTEGER_BAUD = Register.readWrite("UARTIBRD", 0x24);
    /** §3.3.6. */
    public static final Register FRACTIONAL_BAUD = Register.readWrite("UARTFBRD", 0x28);
    /** §3.3.7; a write also takes over the baud registers. */
    public static final Register LINE_CONTROL = Register.readWrite("UARTLCR_H", 0x2c);
    /** §3.3.8. */
    public static final Register CONTROL = Register.readWrite("UARTCR", 0x30);
    /** §3.3.9. */
    public static final Register FIFO_LEVEL = Register.readWrite("UARTIFLS", 0x34);
    /** §3.3.10: which interrupts reach the line. */
    public static final Register INTERRUPT_MASK = Register.readWrite("UARTIMSC", 0x38);
    /** §3.3.11: raised, masked or not. */
    public static final Register INTERRUPT_RAW = Register.readOnly("UARTRIS", 0x3c);
    /** §3.3.12: raised and not masked. */
    public static final Register INTERRUPT_MASKED = Register.readOnly("UARTMIS", 0x40);
    /** §3.3.13. */
    public static final Register INTERRUPT_CLEAR = Register.writeOnly("UARTICR", 0x44);
    /** §3.3.14. */
    public static final Register DMA_CONTROL = Register.readWrite("UARTDMACR", 0x48);

    /** Bytes of the block. */
    public static final int SIZE = 0x1000;

    // DATA
    public static final int FRAMING_ERROR = 1 << 8;
    public static final int PARITY_ERROR = 1 << 9;
    public static final int BREAK = 1 << 10;
    /** Bytes were lost before this one. */
    public static final int OVERRUN = 1 << 11;

    // FLAG
    public static final int BUSY = 1 << 3;
    public static final int RECEIVE_EMPTY = 1 << 4;
    public static final int TRANSMIT_FULL = 1 << 5;
    public static final int RECEIVE_FULL = 1 << 6;
    public static final int TRANSMIT_EMPTY = 1 << 7;

    // LINE_CONTROL
    public static final int FIFO_ENABLE = 1 << 4;
    /** WLEN: eight bits; no parity and one stop bit are zeros. */
    public static final int EIGHT_BITS = 3 << 5;

    // CONTROL
    public static final int ENABLE = 1;
    public static final int TRANSMIT_ENABLE = 1 << 8;
    public static final int RECEIVE_ENABLE = 1 << 9;

    // FIFO_LEVEL: raise the transmit interrupt when 1/8 is left, the receive interrupt when 1/2 is filled.
    public static final int LEVELS = 2 << 3;

    // the interrupts
    public static final int RECEIVE = 1 << 4;
    public static final int TRANSMIT = 1 << 5;
    /** Bytes wait, and none came for 32 bit times. */
    public static final int RECEIVE_TIMEOUT = 1 << 6;
    /** Every interrupt there is. */
    public static final int ALL_INTERRUPTS = 0x7ff;

    /** The transmit FIFO has 16 entries, or 32 from revision r1p5 on. */
    public static final int LEAST_FIFO = 16;
}
