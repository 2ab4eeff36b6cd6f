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
import cortado.api.service.Tryboot;
import java.util.ArrayDeque;
import java.util.List;

/** Driver of the mailbox to Raspberry Pi's firmware: provides {@link Firmware} and {@link Tryboot}. */
public final class Bcm2835Mailbox {
    /** The firmware answers in microseconds, unless it is busy with a display or a codec. */
    private static final long PATIENCE_MILLISECONDS = 1000;

    /** The flag that {@link Property#REBOOT_FLAGS} has to show. */
    private static final int SPARE_SLOT = 1;

    /** A client's wish, as what the firmware is asked for one after the other; the driver's own has no client. */
    private record Asked(Client client, int id, List<Property> steps) {}

    private final Mailbox mailbox;
    private final Interrupt interrupt;
    private final Timer patience = new Timer();
    private final ArrayDeque<Asked> waiting = new ArrayDeque<>();
    private final Message answer = new Message();
    /** Whether the firmware works on the first of those that wait. */
    private boolean asked;
    /** Steps of the first of those that wait which the firmware has answered. */
    private int done;

    private Bcm2835Mailbox(Environ environ) {
        mailbox = new Mailbox(environ.mmio(0));
        interrupt = environ.interrupt(0);
        // It answers in the order in which it was asked: when it has answered this, it is done with earlier drivers.
        waiting.add(new Asked(null, 0, List.of(Property.FIRMWARE_REVISION)));
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
        List<Property> steps = client.service().startsWith(Tryboot.NAME) ? tryboot(number) : property(number);
        client.pause(); // one request of each client at a time: nobody can crowd out the others
        waiting.add(new Asked(client, message.id(), steps));
    }

    private static List<Property> property(int number) {
        Property property = Property.of(number);
        if (property == null) {
            throw new StatusException("property " + number + " of the firmware", Status.NOT_SUPPORTED);
        }
        return List.of(property);
    }

    private static List<Property> tryboot(int operation) {
        if (operation != Tryboot.ARM) {
            throw new StatusException("operation " + operation + " of the spare slot", Status.NOT_SUPPORTED);
        }
        return Property.TRYBOOT;
    }

    private void ask() {
        if (!asked && !waiting.isEmpty()) {
            if (!mailbox.ask(waiting.peek().steps.get(done))) {
                throw new DeviceException("the mailbox is full, though nothing was asked");
            }
            asked = true;
            patience.at(Clock.after(PATIENCE_MILLISECONDS));
        }
    }

    private void finish() {
        asked = false;
        patience.stop();
        Asked first = waiting.peek();
        Property property = first.steps.get(done);
        int[] value = mailbox.value(property);
        if (first.client == null) {
            waiting.remove();
            mailbox.quiet();
            return;
        }
        done++;
        String refusal = refusal(first.steps, property, value);
        if (refusal == null && done < first.steps.size()) {
            return; // the next step is asked for
        }
        done = 0;
        waiting.remove();
        if (refusal != null) {
            first.client.refuse(first.id, Status.NOT_SUPPORTED, refusal);
        } else {
            answer.reset(MessageType.REPLY, first.id);
            for (int word : value) {
                answer.putInt(word);
            }
            first.client.answer(answer);
        }
        first.client.resume();
    }

    /** Why a wish is not granted, after the firmware's answer to one of its steps; null if it may be. */
    private static String refusal(List<Property> steps, Property property, int[] value) {
        if (value == null) {
            return (steps.equals(Property.TRYBOOT) ? "no slot can be tried: " : "") + "the firmware does not know "
                    + property.name();
        }
        return property == Property.REBOOT_FLAGS && (value[0] & SPARE_SLOT) == 0
                ? "no slot can be tried: the firmware did not take the flag"
                : null;
    }
}
