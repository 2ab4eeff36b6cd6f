package cortado.driver.bcm2835.gpio;

import static cortado.driver.bcm2835.gpio.GpioRegister.*;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Mmio;
import cortado.api.StatusException;
import cortado.api.service.Gpio;
import java.util.Arrays;

/**
 * The pins of one chip. Functions and pulls are those of {@link Gpio}; each method refuses a pin that does not exist.
 */
final class Pins {
    /** Function codes (GPFSELn) by {@link Gpio} mode: input, output, alternate 0 to 5. */
    private static final int[] CODE_OF_MODE = {0, 1, 4, 5, 6, 7, 3, 2};
    /** BCM2711: codes of no pull, up, down. The BCM2835 has up and down the other way round. */
    private static final int[] BCM2711_CODE_OF_PULL = {0, 1, 2};

    private static final int[] BCM2835_CODE_OF_PULL = {0, 2, 1};

    /** GPPUDCLKn: 150 cycles of a clock of at least 1 MHz. */
    private static final long SETTLE_NANOS = 150_000;

    private final Mmio registers;
    private final boolean bcm2711;
    /** BCM2835: the pull that was set last, -1 if none was: the chip does not tell. */
    private final int[] pulls = new int[BCM2835_PINS];

    Pins(Mmio registers, boolean bcm2711) {
        this.registers = registers;
        this.bcm2711 = bcm2711;
        Arrays.fill(pulls, -1);
    }

    int count() {
        return bcm2711 ? BCM2711_PINS : BCM2835_PINS;
    }

    int mode(int pin) {
        check(pin);
        int register = registers.read(FUNCTION_SELECT.at(pin / PINS_PER_FUNCTION_REGISTER));
        int code = register >>> functionShift(pin) & 7;
        for (int mode = 0; mode < CODE_OF_MODE.length; mode++) {
            if (CODE_OF_MODE[mode] == code) {
                return mode;
            }
        }
        throw new IllegalStateException("function code " + code);
    }

    void setMode(int pin, int mode) {
        check(pin);
        if (mode < Gpio.INPUT || mode > Gpio.LAST_MODE) {
            throw refused("mode " + mode + " of a pin; 0 to " + Gpio.LAST_MODE + " was expected");
        }
        int index = pin / PINS_PER_FUNCTION_REGISTER;
        int others = registers.read(FUNCTION_SELECT.at(index)) & ~(7 << functionShift(pin));
        registers.write(FUNCTION_SELECT.at(index), others | CODE_OF_MODE[mode] << functionShift(pin));
    }

    int read(int pin) {
        check(pin);
        return registers.read(LEVEL.at(pin / 32)) >>> pin % 32 & 1;
    }

    void write(int pin, int level) {
        check(pin);
        if (level != 0 && level != 1) {
            throw refused("level " + level + " of a pin; 0 or 1 was expected");
        }
        registers.write((level == 1 ? SET : CLEAR).at(pin / 32), 1 << pin % 32);
    }

    int pull(int pin) {
        check(pin);
        if (!bcm2711) {
            if (pulls[pin] < 0) {
                throw new StatusException(
                        "tell a pull that was not set since the driver started", Status.NOT_SUPPORTED);
            }
            return pulls[pin];
        }
        int code = registers.read(PULL_CONTROL.at(pin / PINS_PER_PULL_REGISTER)) >>> pullShift(pin) & 3;
        for (int pull = 0; pull < BCM2711_CODE_OF_PULL.length; pull++) {
            if (BCM2711_CODE_OF_PULL[pull] == code) {
                return pull;
            }
        }
        return Gpio.PULL_NONE; // the fourth code is reserved
    }

    void setPull(int pin, int pull) {
        check(pin);
        if (pull < Gpio.PULL_NONE || pull > Gpio.PULL_DOWN) {
            throw refused("pull " + pull + " of a pin; 0 to " + Gpio.PULL_DOWN + " was expected");
        }
        if (bcm2711) {
            int index = pin / PINS_PER_PULL_REGISTER;
            int others = registers.read(PULL_CONTROL.at(index)) & ~(3 << pullShift(pin));
            registers.write(PULL_CONTROL.at(index), others | BCM2711_CODE_OF_PULL[pull] << pullShift(pin));
        } else {
            // §6.1, GPPUDCLKn: the pull, a wait, the clock, a wait, and both back.
            registers.write(PULL, BCM2835_CODE_OF_PULL[pull]);
            settle();
            registers.write(PULL_CLOCK.at(pin / 32), 1 << pin % 32);
            settle();
            registers.write(PULL, 0);
            registers.write(PULL_CLOCK.at(pin / 32), 0);
            pulls[pin] = pull;
        }
    }

    private void check(int pin) {
        if (pin < 0 || pin >= count()) {
            throw new StatusException("pin " + pin + "; 0 to " + (count() - 1) + " was expected", Status.OUT_OF_RANGE);
        }
    }

    private static StatusException refused(String what) {
        return new StatusException(what, Status.OUT_OF_RANGE);
    }

    private static int functionShift(int pin) {
        return pin % PINS_PER_FUNCTION_REGISTER * BITS_PER_FUNCTION;
    }

    private static int pullShift(int pin) {
        return pin % PINS_PER_PULL_REGISTER * 2;
    }

    private static void settle() {
        long end = Clock.nanos() + SETTLE_NANOS;
        while (Clock.nanos() < end) {}
    }
}
