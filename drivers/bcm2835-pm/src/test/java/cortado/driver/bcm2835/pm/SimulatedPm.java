package cortado.driver.bcm2835.pm;

import static cortado.driver.bcm2835.pm.PmRegister.*;

import cortado.testkit.Hardware;

/**
 * The reset part of the power management block: what would happen when the watchdog runs out, told by {@link #fate}.
 */
final class SimulatedPm implements Hardware {
    private int control = ON_TIMEOUT_FULL_RESET;
    /** Bits that the firmware keeps there for itself, and a partition that was booted from. */
    private int status = 0x1000 | 0x041;

    private int watchdog = 100;

    /** Nothing, "off", or "restart from partition N". */
    synchronized String fate() {
        if ((control & ON_TIMEOUT) != ON_TIMEOUT_FULL_RESET || watchdog == 0) {
            return "nothing";
        }
        int partition = 0;
        for (int bit = 0; bit < 6; bit++) {
            partition |= ((status >> (2 * bit)) & 1) << bit;
        }
        return partition == 63 ? "off" : "restart from partition " + partition;
    }

    synchronized int status() {
        return status;
    }

    @Override
    public boolean isInterrupting() {
        return false;
    }

    @Override
    public synchronized long read(long offset, int width) {
        if (offset == RESET_CONTROL.offset()) {
            return control;
        } else if (offset == RESET_STATUS.offset()) {
            return status;
        }
        return offset == WATCHDOG.offset() ? watchdog : 0;
    }

    @Override
    public synchronized void write(long offset, int width, long value) {
        if ((value & 0xff00_0000L) != PASSWORD) {
            return;
        }
        int low = (int) value & 0xff_ffff;
        if (offset == RESET_CONTROL.offset()) {
            control = low;
        } else if (offset == RESET_STATUS.offset()) {
            status = low;
        } else if (offset == WATCHDOG.offset()) {
            watchdog = low & WATCHDOG_TIME;
        }
    }
}
