package cortado.driver.pl011;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Message;
import cortado.api.service.Client;
import java.util.ArrayList;
import java.util.List;

/**
 * What came from the line and no client has fetched yet. It goes to the client that connected last. While it is full
 * the line is not read, so that the device's FIFO and then the sender's flow control hold back the rest.
 */
final class Input {
    private static final int CAPACITY = 4096;

    private final byte[] ring = new byte[CAPACITY];
    private int first;
    private int count;
    private final List<Client> clients = new ArrayList<>();
    private final Message message = new Message();

    /** Takes all that the device has, as far as there is room. */
    void fill(Uart uart) {
        while (count < CAPACITY) {
            int value = uart.receive();
            if (value == Uart.NOTHING) {
                return;
            }
            ring[(first + count) % CAPACITY] = (byte) value;
            count++;
        }
    }

    /** Whether nothing more fits. */
    boolean isFull() {
        return count == CAPACITY;
    }

    void connected(Client client) {
        clients.add(client);
    }

    void closed(Client client) {
        clients.remove(client);
    }

    /** Hands over what the newest client takes; the rest waits for room in its queue. */
    void deliver() {
        while (count > 0 && !clients.isEmpty()) {
            Client newest = clients.getLast();
            int length = Math.min(Math.min(count, Limits.MESSAGE_PAYLOAD), CAPACITY - first);
            int status = newest.offer(message.reset(MessageType.DATA, 0).putBytes(ring, first, length));
            if (status == Status.WOULD_BLOCK) {
                newest.awaitRoom();
                return;
            }
            if (status < 0) {
                return; // it is about to be reported as closed; the next one gets this
            }
            first = (first + length) % CAPACITY;
            count -= length;
        }
    }
}
