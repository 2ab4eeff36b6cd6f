package cortado.driver.bcm2835.pm;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.Timer;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Power;
import cortado.api.service.Provider;

/** Driver of the BCM2835's power management block: provides {@link Power}. */
public final class Bcm2835Pm {
    /** From the answer to the end: time for the one who asked to hear it. */
    private static final long GRACE_MILLISECONDS = 20;

    private final PowerManagement device;
    private final Timer grace = new Timer();
    private int agreed;

    private Bcm2835Pm(Environ environ) {
        device = new PowerManagement(environ.mmio(0));
        device.reset();
    }

    /** Drives the device that the process was given, for good. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        new Bcm2835Pm(environ).serve(new Provider(environ));
    }

    private void serve(Provider provider) {
        provider.watch(grace, grace);
        provider.run(event -> {
            switch (event) {
                case Event.Request(Client client, Message message) -> request(client, message);
                case Event.Signalled _ -> end();
                case Event.Connected _, Event.Writable _, Event.Closed _ -> {}
            }
        });
    }

    private void request(Client client, Message message) {
        int operation = message.type() == MessageType.CALL ? message.takeInt() : 0;
        if (operation != Power.OFF && operation != Power.RESTART) {
            throw new StatusException(
                    "message of type " + message.type() + ", operation " + operation + ", to the power switch",
                    Status.NOT_SUPPORTED);
        }
        if (agreed == 0) {
            agreed = operation; // the first one counts
            grace.at(Clock.after(GRACE_MILLISECONDS));
        }
        client.answer(Replies.reply(message, MessageType.REPLY));
    }

    private void end() {
        grace.acknowledge();
        if (agreed == Power.OFF) {
            device.powerOff();
        } else {
            device.restart();
        }
    }
}
