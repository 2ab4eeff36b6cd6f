package cortado.driver.pl011;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Interrupt;
import cortado.api.Log;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.Timer;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import cortado.api.service.Serial;

/** Driver of the PL011 UART: provides {@link Serial}, by interrupt in both directions. */
public final class Pl011 {
    /** How often the line is looked at while a client waits for it to fall silent: no interrupt tells that. */
    private static final long SILENCE_NANOS = 1_000_000;

    private static final String KEPT = "handle.keep";

    private final Uart uart;
    private final Interrupt interrupt;
    private final Timer silence = new Timer();
    private final Input input;
    private final Output output = new Output();
    private long reported;

    private Pl011(Environ environ) {
        this.uart = new Uart(environ.mmio(0));
        this.interrupt = environ.interrupt(0);
        this.input = new Input(new Typed(kept(environ)));
        // What was typed before the first driver ran: the device loses it as its FIFO is switched on.
        input.fill(uart);
        uart.reset(environ.getLong("device.clock", 0), environ.getLong("baud", 115_200));
    }

    /** What the spec asks for under {@code keep}; memory of this life's own where nobody keeps it. */
    private static Folio kept(Environ environ) {
        return environ.has(KEPT) ? new Folio(environ.take(KEPT)) : Folio.create(Typed.MEMORY);
    }

    /** Drives the device that the process was given, for good. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        new Pl011(environ).serve(new Provider(environ));
    }

    private void serve(Provider provider) {
        provider.watch(interrupt, interrupt);
        provider.watch(silence, silence);
        interrupt.acknowledge();
        advance();
        provider.run(event -> {
            switch (event) {
                case Event.Connected _, Event.Writable _ -> {}
                case Event.Request(Client client, Message message) -> request(client, message);
                case Event.Closed(Client client) -> {
                    input.closed(client);
                    output.closed(client);
                }
                case Event.Signalled(Object source) -> {
                    if (source == silence) {
                        silence.acknowledge();
                    }
                }
            }
            advance();
            if (event instanceof Event.Signalled(Object source) && source == interrupt) {
                interrupt.acknowledge(); // the device is silent now, or has more to say
            }
        });
    }

    private void request(Client client, Message message) {
        switch (message.type()) {
            case MessageType.WRITE -> output.write(client, message.id(), message.takeBytes(message.remaining()));
            case MessageType.READ -> input.read(client, message.id());
            case MessageType.CALL -> {
                int operation = message.takeInt();
                if (operation != Serial.DRAIN) {
                    throw new StatusException("operation " + operation + " of a serial line", Status.NOT_SUPPORTED);
                }
                output.drain(client, message.id());
            }
            default ->
                throw new StatusException(
                        "message of type " + message.type() + " to a serial line", Status.NOT_SUPPORTED);
        }
    }

    /** Moves bytes in both directions as far as they go, and asks to be woken when they can go further. */
    private void advance() {
        input.fill(uart);
        boolean wasFull = input.isFull();
        input.deliver();
        if (wasFull) {
            input.fill(uart);
        }
        output.advance(uart);
        uart.enable(!input.isFull(), output.waitsForRoom());
        if (output.waitsForSilence()) {
            silence.at(Clock.nanos() + SILENCE_NANOS);
        }
        report();
    }

    /** Says that characters were lost, once for each doubling of their number. */
    private void report() {
        long lost = uart.damaged() + uart.overruns();
        if (lost > 2 * reported || (lost > 0 && reported == 0)) {
            reported = lost;
            Log.warning("characters lost so far: " + uart.damaged() + " damaged on the line, and " + uart.overruns()
                    + " times for want of reading");
        }
    }
}
