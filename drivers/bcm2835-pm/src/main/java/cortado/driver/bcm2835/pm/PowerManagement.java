package cortado.driver.bcm2835.pm;

import static cortado.driver.bcm2835.pm.PmRegister.*;

import cortado.api.Mmio;

/** The device: ends everything by way of its watchdog. */
final class PowerManagement {
    /** Long enough for the register writes to arrive; the same that Linux chooses. */
    private static final int TICKS = 10;

    private final Mmio registers;

    PowerManagement(Mmio registers) {
        this.registers = registers;
    }

    /** Stops a watchdog that an earlier driver or the firmware may have left running. */
    void reset() {
        registers.write(RESET_CONTROL, PASSWORD | CONTROL_AT_RESET);
    }

    /** Ends; the firmware, started by the reset, is told to stay where it is. */
    void powerOff() {
        int status = registers.read(RESET_STATUS) & ~(0xff << 24 | PARTITION);
        registers.write(RESET_STATUS, PASSWORD | status | PARTITION_HALT);
        fire();
    }

    /** Starts again from partition 0, which means the one the firmware prefers. */
    void restart() {
        int status = registers.read(RESET_STATUS) & ~(0xff << 24 | PARTITION);
        registers.write(RESET_STATUS, PASSWORD | status);
        fire();
    }

    private void fire() {
        registers.write(WATCHDOG, PASSWORD | TICKS);
        int control = registers.read(RESET_CONTROL) & ~(0xff << 24 | ON_TIMEOUT);
        registers.write(RESET_CONTROL, PASSWORD | control | ON_TIMEOUT_FULL_RESET);
    }
}
