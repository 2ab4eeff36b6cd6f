package cortado.driver.pl011;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.service.Client;
import java.util.ArrayList;
import java.util.List;

/**
 * What came from the line and no client has asked for yet. While it is full the line is not read, so that the device's
 * FIFO and then the sender's flow control hold back the rest.
 */
final class Input {
    /** A client that reads: {@code id} is that of its READ, 0 while it has none. */
    private static final class Reader {
        private final Client client;
        private int id;

        private Reader(Client client) {
            this.client = client;
        }
    }

    private final Typed typed;
    private final byte[] bytes = new byte[Limits.MESSAGE_PAYLOAD];
    /** In the order in which they first asked for input. */
    private final List<Reader> readers = new ArrayList<>();

    private final Message answer = new Message();

    Input(Typed typed) {
        this.typed = typed;
    }

    /** Takes all that the device has, as far as there is room. */
    void fill(Uart uart) {
        while (!typed.isFull()) {
            int value = uart.receive();
            if (value == Uart.NOTHING) {
                return;
            }
            typed.put(value);
        }
    }

    /** Whether nothing more fits. */
    boolean isFull() {
        return typed.isFull();
    }

    /** A client asks for input. */
    void read(Client client, int id) {
        for (Reader reader : readers) {
            if (reader.client == client) {
                if (reader.id != 0) {
                    throw new StatusException("a second READ before the first is answered", Status.BUSY);
                }
                reader.id = id;
                return;
            }
        }
        Reader newest = new Reader(client);
        newest.id = id;
        readers.add(newest);
    }

    /** A client is gone. */
    void closed(Client client) {
        readers.removeIf(reader -> reader.client == client);
    }

    /** Gives the newest reader what it asked for, if there is anything. */
    void deliver() {
        if (typed.count() == 0 || readers.isEmpty() || readers.getLast().id == 0) {
            return;
        }
        Reader newest = readers.getLast();
        int length = typed.take(bytes);
        newest.client.answer(answer.reset(MessageType.READ_REPLY, newest.id).putBytes(bytes, 0, length));
        newest.id = 0;
    }
}
