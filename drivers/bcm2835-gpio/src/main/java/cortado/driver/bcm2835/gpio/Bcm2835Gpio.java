package cortado.driver.bcm2835.gpio;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Gpio;
import cortado.api.service.Provider;

/**
 * Driver of the BCM2835's and BCM2711's pins: provides {@link Gpio}. It changes nothing when it starts: the pins are
 * wired to things that a restart must not disturb.
 */
public final class Bcm2835Gpio {
    private final Pins pins;

    private Bcm2835Gpio(Environ environ) {
        boolean bcm2711 = environ.get("device.compatible", "").equals("brcm,bcm2711-gpio");
        pins = new Pins(environ.mmio(0, bcm2711 ? GpioRegister.SIZE : 0), bcm2711);
    }

    /** Drives the device that the process was given, for good. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        new Bcm2835Gpio(environ).serve(new Provider(environ));
    }

    private void serve(Provider provider) {
        provider.run(event -> {
            switch (event) {
                case Event.Request(Client client, Message message) -> request(client, message);
                case Event.Connected _, Event.Writable _, Event.Closed _, Event.Signalled _ -> {}
            }
        });
    }

    private void request(Client client, Message message) {
        if (message.type() != MessageType.CALL) {
            throw new StatusException("message of type " + message.type() + " to the pins", Status.NOT_SUPPORTED);
        }
        int result = operate(message.takeInt(), message.takeInt(), message.takeInt());
        client.answer(message.reset(MessageType.REPLY, message.id()).putInt(result));
    }

    private int operate(int operation, int pin, int value) {
        switch (operation) {
            case Gpio.COUNT -> {
                return pins.count();
            }
            case Gpio.GET_MODE -> {
                return pins.mode(pin);
            }
            case Gpio.READ -> {
                return pins.read(pin);
            }
            case Gpio.GET_PULL -> {
                return pins.pull(pin);
            }
            case Gpio.SET_MODE -> pins.setMode(pin, value);
            case Gpio.WRITE -> pins.write(pin, value);
            case Gpio.SET_PULL -> pins.setPull(pin, value);
            default -> throw new StatusException("operation " + operation + " of the pins", Status.NOT_SUPPORTED);
        }
        return value;
    }
}
