package cortado.driver.virtio.rng;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Interrupt;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.StatusException;
import cortado.api.Timer;
import cortado.api.service.Client;
import cortado.api.service.Entropy;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import cortado.driver.virtio.VirtQueue;
import cortado.driver.virtio.VirtioDevice;
import cortado.driver.virtio.VirtioRegister;
import java.util.ArrayDeque;

/** Driver of the virtio entropy device (virtio 1.2 §5.4): provides {@link Entropy}. */
public final class VirtioRng {
    /** The device's only queue (§5.4.2). */
    private static final int REQUESTS = 0;

    /** The source may have to gather entropy first, but not for ever. */
    private static final long PATIENCE_MILLISECONDS = 10_000;

    private record Wanted(Client client, int id, int count) {}

    private final VirtioDevice device;
    private final Interrupt interrupt;
    private final Timer patience = new Timer();
    private final VirtQueue queue;
    private final Folio buffer;
    private final long bufferAddress;
    private final ArrayDeque<Wanted> waiting = new ArrayDeque<>();
    private final byte[] bytes = new byte[Limits.MESSAGE_PAYLOAD];
    private final byte[] zeros = new byte[Limits.MESSAGE_PAYLOAD];
    private final Message answer = new Message();

    private VirtioRng(Environ environ) {
        device = VirtioDevice.open(environ, VirtioRegister.DEVICE_ENTROPY);
        interrupt = environ.interrupt(0);
        device.negotiate(0);
        queue = new VirtQueue(2);
        buffer = Folio.createDma(Limits.MESSAGE_PAYLOAD);
        bufferAddress = buffer.dmaAddress();
        device.attach(REQUESTS, queue);
        device.start();
    }

    /** Drives the device that the process was given, for good. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        new VirtioRng(environ).serve(new Provider(environ));
    }

    private void serve(Provider provider) {
        provider.watch(interrupt, interrupt);
        provider.watch(patience, patience);
        provider.onCrashDuringTransfer(this::fill);
        interrupt.acknowledge();
        provider.run(event -> {
            switch (event) {
                case Event.Request(Client client, Message message) -> request(client, message);
                case Event.Closed(Client client) -> closed(client);
                case Event.Signalled(Object source) -> {
                    if (source == patience) {
                        throw new DeviceException(
                                "the entropy device gave nothing for " + PATIENCE_MILLISECONDS / 1000 + " s");
                    }
                    device.interrupts();
                    finish();
                    interrupt.acknowledge();
                }
                case Event.Connected _, Event.Writable _ -> {}
            }
        });
    }

    private void request(Client client, Message message) {
        if (message.type() != MessageType.READ) {
            throw new StatusException(
                    "message of type " + message.type() + " to an entropy source", Status.NOT_SUPPORTED);
        }
        int count = message.takeInt();
        if (count < 1 || count > Limits.MESSAGE_PAYLOAD) {
            throw new MessageException(
                    count + " random bytes; 1 to " + Limits.MESSAGE_PAYLOAD + " can be read at once");
        }
        client.pause(); // one request of each client at a time: nobody can crowd out the others
        waiting.add(new Wanted(client, message.id(), count));
        ask();
    }

    /** Has the device fill the buffer, for nobody. */
    private void fill() {
        if (queue.inFlight() == 0) {
            queue.writable(bufferAddress, Limits.MESSAGE_PAYLOAD).submit();
            device.notifyDevice(REQUESTS);
        }
    }

    /** A client is gone; what the device is doing for it still has to end. */
    private void closed(Client client) {
        Wanted current = queue.inFlight() > 0 ? waiting.peek() : null;
        waiting.removeIf(wanted -> wanted.client == client && !wanted.equals(current));
    }

    /** Gives the device the oldest request. */
    private void ask() {
        if (queue.inFlight() == 0 && !waiting.isEmpty()) {
            queue.writable(bufferAddress, waiting.peek().count).submit();
            device.notifyDevice(REQUESTS);
            patience.at(Clock.after(PATIENCE_MILLISECONDS));
        }
    }

    private void finish() {
        VirtQueue.Used used = queue.poll();
        if (used == null) {
            return;
        }
        if (used.written() == 0) {
            throw new DeviceException("the entropy device gave a buffer back empty, which §5.4.6.2 rules out");
        }
        patience.stop();
        Wanted wanted = waiting.remove();
        buffer.read(0, bytes, 0, used.written());
        answer.reset(MessageType.READ_REPLY, wanted.id).putBytes(bytes, 0, used.written());
        wanted.client.answer(answer);
        wanted.client.resume();
        // A byte is given out once: neither this driver nor a later request may see it again.
        System.arraycopy(zeros, 0, bytes, 0, used.written());
        buffer.write(0, zeros, 0, used.written());
        ask();
    }
}
