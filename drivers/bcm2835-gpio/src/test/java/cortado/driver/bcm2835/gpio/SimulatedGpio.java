package cortado.driver.bcm2835.gpio;

import static cortado.driver.bcm2835.gpio.GpioRegister.*;

import cortado.testkit.Hardware;

/** The pins of one chip, with whatever a test has wired to them. */
final class SimulatedGpio implements Hardware {
    private final boolean bcm2711;
    private final int[] functions = new int[6];
    private final int[] pullControl = new int[4];
    private final int[] latched = new int[2];
    private final int[] driven = new int[2];
    private final int[] pulls = new int[BCM2835_PINS];
    private int pull;

    SimulatedGpio(boolean bcm2711) {
        this.bcm2711 = bcm2711;
    }

    /** Something outside drives a pin. */
    synchronized void drive(int pin, boolean high) {
        int bit = 1 << (pin % 32);
        driven[pin / 32] = high ? (driven[pin / 32] | bit) : (driven[pin / 32] & ~bit);
    }

    /** The function code of a pin. */
    synchronized int function(int pin) {
        return (functions[pin / 10] >> (pin % 10 * 3)) & 7;
    }

    /** The pull code of a pin. */
    synchronized int pull(int pin) {
        return bcm2711 ? (pullControl[pin / 16] >> (pin % 16 * 2)) & 3 : pulls[pin];
    }

    @Override
    public boolean isInterrupting() {
        return false;
    }

    @Override
    public synchronized long read(long offset, int width) {
        int at = (int) offset;
        if (at < SET.offset()) {
            return functions[at / 4];
        } else if (at == LEVEL.offset() || at == LEVEL.at(1).offset()) {
            return levels((at - LEVEL.offset()) / 4);
        } else if (bcm2711 && at >= PULL_CONTROL.offset() && at < SIZE) {
            return pullControl[(at - PULL_CONTROL.offset()) / 4];
        }
        throw new IllegalStateException("the driver read the register at " + at);
    }

    private int levels(int bank) {
        int levels = 0;
        for (int bit = 0; bit < 32; bit++) {
            int pin = 32 * bank + bit;
            int source = pin < 60 && function(pin) == 1 ? latched[bank] : driven[bank];
            levels |= source & (1 << bit);
        }
        return levels;
    }

    @Override
    public synchronized void write(long offset, int width, long value) {
        int at = (int) offset;
        if (at < SET.offset()) {
            functions[at / 4] = (int) value;
        } else if (at == SET.offset() || at == SET.at(1).offset()) {
            latched[(at - SET.offset()) / 4] |= (int) value;
        } else if (at == CLEAR.offset() || at == CLEAR.at(1).offset()) {
            latched[(at - CLEAR.offset()) / 4] &= (int) ~value;
        } else if (!bcm2711 && at == PULL.offset()) {
            pull = (int) value;
        } else if (!bcm2711
                && (at == PULL_CLOCK.offset() || at == PULL_CLOCK.at(1).offset())) {
            for (int bit = 0; bit < 32; bit++) {
                if ((value & (1L << bit)) != 0) {
                    pulls[8 * (at - PULL_CLOCK.offset()) + bit] = pull;
                }
            }
        } else if (bcm2711 && at >= PULL_CONTROL.offset() && at < SIZE) {
            pullControl[(at - PULL_CONTROL.offset()) / 4] = (int) value;
        } else {
            throw new IllegalStateException("the driver wrote the register at " + at);
        }
    }
}
