package cortado.app.soak;

import cortado.api.Environ;
import cortado.api.service.Gpio;
import java.util.Random;

/**
 * Sets pins and looks whether they are as they were set, however often the driver died since. What it uses of the
 * header is what a board without anything connected leaves free; the pins are inputs again in the end.
 */
final class GpioLoad implements Load {
    /** GPIO 20 to 27: on the header, and no console, bus or card is on them. */
    private static final int FIRST = 20;

    private static final int PINS = 8;

    private final Gpio gpio;
    /** What each pin was set to last; meaningless until {@link #known}. */
    private final boolean[] levels = new boolean[PINS];

    private final boolean[] known = new boolean[PINS];

    GpioLoad(Environ environ) {
        gpio = new Gpio(environ);
    }

    @Override
    public String process() {
        return "bcm2835-gpio";
    }

    @Override
    public void step(Random random, long deadline) throws WrongAnswer {
        int index = random.nextInt(PINS);
        int pin = FIRST + index;
        if (!known[index]) {
            gpio.setMode(pin, Gpio.OUTPUT, deadline);
        }
        if (!known[index] || random.nextBoolean()) {
            levels[index] = random.nextBoolean();
            gpio.write(pin, levels[index], deadline);
            known[index] = true;
        }
        if (gpio.mode(pin, deadline) != Gpio.OUTPUT || gpio.read(pin, deadline) != levels[index]) {
            throw new WrongAnswer(
                    "pin " + pin + " is not the " + (levels[index] ? "high" : "low") + " output that it was set to");
        }
    }

    @Override
    public void end(long deadline) {
        for (int index = 0; index < PINS; index++) {
            gpio.setMode(FIRST + index, Gpio.INPUT, deadline);
        }
    }
}
