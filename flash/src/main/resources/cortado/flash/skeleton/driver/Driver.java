package @PACKAGE@;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.Mmio;
import cortado.api.StatusException;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Provider;

/**
 * Driver of devices that are compatible with {@code @COMPATIBLE@}.
 *
 * <p>Provides the service {@value #SERVICE}: CALL ({@code int} operation) → REPLY ({@code int} value).
 */
public final class @CLASS@ {
    /** The service. */
    public static final String SERVICE = "@SERVICE@";
    /** Operation: what the data register holds. */
    public static final int READ = 1;

    private final Mmio registers;

    private @CLASS@(Environ environ) {
        registers = environ.mmio(0);
    }

    /** Drives the device that the process was given, for good. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        new @CLASS@(environ).serve(new Provider(environ));
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
        int operation = message.type() == MessageType.CALL ? message.takeInt() : 0;
        if (operation != READ) {
            throw new StatusException("operation " + operation + " of " + SERVICE, Status.NOT_SUPPORTED);
        }
        int value = registers.read(@CLASS@Register.DATA);
        client.answer(message.reset(MessageType.REPLY, message.id()).putInt(value));
    }
}
