package cortado.driver.pl011;

import cortado.abi.MessageType;
import cortado.api.Message;
import cortado.api.service.Client;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Requests that wait for the line, in the order they came. Each is answered when the device has taken its last byte: a
 * driver that dies has acknowledged nothing that it takes along.
 */
final class Output {
    /** A request that is not answered yet; {@code bytes} is null for DRAIN. */
    private static final class Pending {
        private final Client client;
        private final int id;
        private final byte[] bytes;
        private int sent;

        private Pending(Client client, int id, byte[] bytes) {
            this.client = client;
            this.id = id;
            this.bytes = bytes;
        }
    }

    /** Most requests that wait here; further ones wait in their clients' channels. */
    private static final int PENDING = 16;

    private final ArrayDeque<Pending> pending = new ArrayDeque<>(PENDING);
    private final ArrayDeque<Client> paused = new ArrayDeque<>(4);
    private final Message answer = new Message();

    /** Queues the bytes of a WRITE. */
    void write(Client client, int id, byte[] bytes) {
        add(new Pending(client, id, bytes));
    }

    /** Queues a DRAIN. */
    void drain(Client client, int id) {
        add(new Pending(client, id, null));
    }

    private void add(Pending request) {
        pending.add(request);
        if (pending.size() >= PENDING) {
            request.client.pause();
            paused.add(request.client);
        }
    }

    /** Moves on what can be moved on. */
    void advance(Uart uart) {
        while (!pending.isEmpty()) {
            Pending request = pending.peek();
            if (request.bytes == null) {
                if (uart.isSending()) {
                    break;
                }
                answer(request, MessageType.REPLY, -1);
            } else if (send(uart, request)) {
                answer(request, MessageType.WRITE_REPLY, request.bytes.length);
            } else {
                break;
            }
            pending.remove();
        }
        while (pending.size() < PENDING && !paused.isEmpty()) {
            paused.remove().resume();
        }
    }

    /** Whether bytes wait for room in the device. */
    boolean waitsForRoom() {
        return !pending.isEmpty() && pending.peek().bytes != null;
    }

    /** Whether a DRAIN waits for the line to fall silent. */
    boolean waitsForSilence() {
        return !pending.isEmpty() && pending.peek().bytes == null;
    }

    /** A client is gone: its bytes are still sent, as it may have ended because it was done. */
    void closed(Client client) {
        paused.removeIf(waiting -> waiting == client);
        for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
            Pending request = each.next();
            if (request.client == client && request.bytes == null) {
                each.remove();
            }
        }
    }

    private static boolean send(Uart uart, Pending request) {
        while (request.sent < request.bytes.length) {
            if (!uart.send(request.bytes[request.sent])) {
                return false;
            }
            request.sent++;
        }
        return true;
    }

    private void answer(Pending request, int type, int count) {
        answer.reset(type, request.id);
        if (count >= 0) {
            answer.putInt(count);
        }
        request.client.answer(answer);
    }
}
