package cortado.flash.rig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is wired to what: the content of a {@code rig.yaml}.
 *
 * @param name of the rig
 * @param gpio how GPIO lines are reached
 * @param power switches the board's supply
 * @param reset restarts the board; absent where nothing is wired to its RUN pin
 * @param card moves the card between the board and this host; absent where the board's card is never written here
 * @param serial the board's console
 */
public record RigSpec(
        String name, GpioAccess gpio, Wire power, Optional<Wire> reset, Optional<CardSwitch> card, SerialPort serial) {
    /** The ways to GPIO lines. */
    public enum GpioAccess {
        /** Linux's character device, through libgpiod. */
        GPIOD("gpiod-digital-output"),
        /** Linux's older files below /sys/class/gpio. */
        LINUXFS("linuxfs-digital-output"),
        /** Lines that lead nowhere: for trying a file out. */
        MOCK("mock-digital-output"),
        /** QEMU in the place of the board: its power switch starts and ends it. */
        QEMU("mock-digital-output");

        private final String provider;

        GpioAccess(String provider) {
            this.provider = provider;
        }

        /** The name of Pi4J's provider. */
        String provider() {
            return provider;
        }
    }

    /**
     * A GPIO line that does something.
     *
     * @param line BCM number, 0 to 53
     * @param activeHigh whether 1 is on
     * @param settle how long it takes until the effect is there; for a reset, how long it is held
     */
    public record Wire(int line, boolean activeHigh, Duration settle) {}

    /**
     * An SD multiplexer.
     *
     * @param wire on: the host has the card; off: the board has it
     * @param device the card as the host sees it
     */
    public record CardSwitch(Wire wire, Path device) {}

    /**
     * The board's console.
     *
     * @param port its path; unused where QEMU is the board
     * @param baud bits a second
     * @param marker what the board prints when it is up
     * @param limit how long that may take
     */
    public record SerialPort(String port, int baud, String marker, Duration limit) {}
}
