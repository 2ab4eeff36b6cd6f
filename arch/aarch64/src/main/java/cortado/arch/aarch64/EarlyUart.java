package cortado.arch.aarch64;

/** A PL011 (Arm DDI 0183) that only sends, by polling. Firmware has set its line up. */
final class EarlyUart {
    private static final int UARTDR = 0x00;
    private static final int UARTFR = 0x18;
    private static final int UARTCR = 0x30;
    private static final int TRANSMIT_FULL = 1 << 5;
    private static final int UART_AND_TRANSMIT_ENABLE = (1 << 8) | 1;

    private final RegisterBlock registers;

    EarlyUart(RegisterBlock registers) {
        this.registers = registers;
    }

    /** Sends a byte when there is room. A driver may have turned the UART off since; then it is turned on. */
    void send(int value) {
        int control = registers.load(UARTCR);
        if ((control & UART_AND_TRANSMIT_ENABLE) != UART_AND_TRANSMIT_ENABLE) {
            registers.store(UARTCR, control | UART_AND_TRANSMIT_ENABLE);
        }
        while ((registers.load(UARTFR) & TRANSMIT_FULL) != 0) {
            // a byte leaves every 87 µs at 115,200 baud
        }
        registers.store(UARTDR, value);
    }
}
