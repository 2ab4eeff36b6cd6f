package cortado.driver.bcm2835.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.StatusException;
import cortado.api.service.Gpio;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Running;
import cortado.testkit.Testbed;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(180)
class Bcm2835GpioTest {
    private static void with(boolean bcm2711, SimulatedGpio pins, Consumer<Gpio> client) {
        String compatible = bcm2711 ? "brcm,bcm2711-gpio" : "brcm,bcm2835-gpio";
        // 0xb4 is what trees say on both chips, though the BCM2711's block is longer.
        Device device = new Device("gpio@7e200000", compatible, 0x7e20_0000, 0xb4, pins);
        try (Testbed board = new Testbed(device)) {
            Running driver = board.start(Program.driver("bcm2835-gpio", device, Gpio.NAME, Bcm2835Gpio::main));
            board.run(() -> client.accept(new Gpio(Environ.current())));
            assertFalse(driver.isEnded());
        }
    }

    private static long soon() {
        return Clock.after(5_000);
    }

    @Test
    void theChipsHaveTheirNumberOfPins() {
        with(false, new SimulatedGpio(false), gpio -> assertEquals(54, gpio.count(soon())));
        with(true, new SimulatedGpio(true), gpio -> assertEquals(58, gpio.count(soon())));
    }

    @Test
    void modesAreTheManualsCodesAndLeaveOtherPinsAlone() {
        SimulatedGpio pins = new SimulatedGpio(true);
        int[] codes = {0, 1, 4, 5, 6, 7, 3, 2}; // BCM2711 ARM Peripherals §5.2, GPFSELn
        with(true, pins, gpio -> {
            gpio.setMode(13, Gpio.OUTPUT, soon());
            for (int mode = 0; mode <= Gpio.LAST_MODE; mode++) {
                gpio.setMode(14, mode, soon());
                assertEquals(codes[mode], pins.function(14));
                assertEquals(mode, gpio.mode(14, soon()));
                assertEquals(1, pins.function(13));
            }
            gpio.setMode(57, Gpio.ALTERNATE + 5, soon());
            assertEquals(2, pins.function(57));
        });
    }

    @Test
    void outputsAreDrivenAndInputsRead() {
        SimulatedGpio pins = new SimulatedGpio(true);
        pins.drive(5, true);
        pins.drive(40, true);
        with(true, pins, gpio -> {
            assertTrue(gpio.read(5, soon()));
            assertTrue(gpio.read(40, soon()));
            assertFalse(gpio.read(6, soon()));
            gpio.setMode(33, Gpio.OUTPUT, soon());
            gpio.write(33, true, soon());
            assertTrue(gpio.read(33, soon()));
            assertFalse(gpio.read(1, soon()));
            gpio.write(33, false, soon());
            assertFalse(gpio.read(33, soon()));
        });
    }

    @Test
    void pullsOfTheBcm2711() {
        SimulatedGpio pins = new SimulatedGpio(true);
        with(true, pins, gpio -> {
            gpio.setPull(17, Gpio.PULL_UP, soon());
            gpio.setPull(18, Gpio.PULL_DOWN, soon());
            assertEquals(1, pins.pull(17)); // §5.2, GPIO_PUP_PDN_CNTRL_REGn
            assertEquals(2, pins.pull(18));
            assertEquals(Gpio.PULL_UP, gpio.pull(17, soon()));
            gpio.setPull(17, Gpio.PULL_NONE, soon());
            assertEquals(0, pins.pull(17));
            assertEquals(2, pins.pull(18));
        });
    }

    @Test
    void pullsOfTheBcm2835() {
        SimulatedGpio pins = new SimulatedGpio(false);
        with(false, pins, gpio -> {
            StatusException unknown = assertThrows(StatusException.class, () -> gpio.pull(35, soon()));
            assertEquals(Status.NOT_SUPPORTED, unknown.status());
            gpio.setPull(35, Gpio.PULL_UP, soon());
            gpio.setPull(3, Gpio.PULL_DOWN, soon());
            assertEquals(2, pins.pull(35)); // §6.1, GPPUD
            assertEquals(1, pins.pull(3));
            assertEquals(Gpio.PULL_UP, gpio.pull(35, soon()));
        });
    }

    @Test
    void whatDoesNotExistIsRefused() {
        with(false, new SimulatedGpio(false), gpio -> {
            Executable[] wrong = {
                () -> gpio.read(54, soon()),
                () -> gpio.read(-1, soon()),
                () -> gpio.setMode(Integer.MAX_VALUE, 0, soon()),
                () -> gpio.setMode(0, 8, soon()),
                () -> gpio.setMode(0, -1, soon()),
                () -> gpio.setPull(0, 3, soon()),
                () -> gpio.write(Integer.MIN_VALUE, true, soon())
            };
            for (Executable each : wrong) {
                assertEquals(
                        Status.OUT_OF_RANGE,
                        assertThrows(StatusException.class, each).status());
            }
        });
    }
}
