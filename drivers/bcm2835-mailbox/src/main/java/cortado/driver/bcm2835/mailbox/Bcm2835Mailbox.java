package cortado.driver.bcm2835.mailbox;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Interrupt;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.Timer;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Firmware;
import cortado.api.service.Provider;
import java.util.ArrayDeque;

/** Driver of the mailbox to Raspberry Pi's firmware: provides {@link Firmware}. */
public final class Bcm2835Mailbox {
    /** The firmware answers in microseconds, unless it is busy with a display or a codec. */
    private static final long PATIENCE_MILLISECONDS = 1000;

    /** A client's wish; the driver's own has none. */
    private record Asked(Client client, int id, Property property) {}

    private final Mailbox mailbox;
    private final Interrupt interrupt;
    private final Timer patience = new Timer();
    private final ArrayDeque<Asked> waiting = new ArrayDeque<>();
    private final Message answer = new Message();
    /** Whether the firmware works on the first of those that wait. */
    private boolean asked;

    private Bcm2835Mailbox(Environ environ) {
        mailbox = new Mailbox(environ.mmio(0));
        interrupt = environ.interrupt(0);
        // It answers in the order in which it was asked: when it has answered this, it is done with earlier drivers.
        waiting.add(new Asked(null, 0, Property.FIRMWARE_REVISION));
    }

    /** Drives the device that the process was given, for good. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        new Bcm2835Mailbox(environ).serve(new Provider(environ));
    }

    private void serve(Provider provider) {
        provider.watch(interrupt, interrupt);
        provider.watch(patience, patience);
        provider.onCrashDuringTransfer(() -> mailbox.ask(Property.FIRMWARE_REVISION));
        interrupt.acknowledge();
        ask();
        provider.run(event -> {
            switch (event) {
                case Event.Request(Client client, Message message) -> request(client, message);
                case Event.Signalled(Object source) -> {
                    if (source == patience) {
                        throw new DeviceException(
                                "the firmware did not answer within " + PATIENCE_MILLISECONDS + " ms");
                    }
                    if (mailbox.answered() && asked) {
                        finish();
                    }
                    interrupt.acknowledge();
                }
                case Event.Connected _, Event.Writable _, Event.Closed _ -> {}
            }
            ask();
        });
    }

    private void request(Client client, Message message) {
        if (message.type() != MessageType.CALL) {
            throw new StatusException("message of type " + message.type() + " to the firmware", Status.NOT_SUPPORTED);
        }
        int number = message.takeInt();
        Property property = Property.of(number);
        if (property == null) {
            throw new StatusException("property " + number + " of the firmware", Status.NOT_SUPPORTED);
        }
        client.pause(); // one request of each client at a time: nobody can crowd out the others
        waiting.add(new Asked(client, message.id(), property));
    }

    private void ask() {
        if (!asked && !waiting.isEmpty()) {
            if (!mailbox.ask(waiting.peek().property)) {
                throw new DeviceException("the mailbox is full, though nothing was asked");
            }
            asked = true;
            patience.at(Clock.after(PATIENCE_MILLISECONDS));
        }
    }

    private void finish() {
        asked = false;
        patience.stop();
        Asked first = waiting.remove();
        int[] value = mailbox.value(first.property);
        if (first.client == null) {
            mailbox.quiet();
            return;
        }
        if (value == null) {
            first.client.refuse(first.id, Status.NOT_SUPPORTED, "the firmware does not know " + first.property.name());
        } else {
            answer.reset(MessageType.REPLY, first.id);
            for (int word : value) {
                answer.putInt(word);
            }
            first.client.answer(answer);
        }
        first.client.resume();
    }
}
