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
import java.util.Arrays;

/**
 * Driver of the virtio entropy device (virtio 1.2 §5.4): provides {@link Entropy}. Some bytes are kept ready, so that
 * no client waits for the device while there are any: a device may take as long as its host likes.
 */
public final class VirtioRng {
    /** The device's only queue (§5.4.2). */
    private static final int REQUESTS = 0;

    /** The source may have to gather entropy first, but not for ever. */
    private static final long PATIENCE_MILLISECONDS = 10_000;

    /** Bytes kept ready; the device is asked for more when half of them are gone. A virtual machine starts with 300. */
    private static final int KEPT = 2048;

    private record Wanted(Client client, int id, int count) {}

    private final VirtioDevice device;
    private final Interrupt interrupt;
    private final Timer patience = new Timer();
    private final VirtQueue queue;
    private final Folio buffer;
    private final long bufferAddress;
    /** Who waits for the device, which has a buffer then: only while nothing is ready. */
    private final ArrayDeque<Wanted> waiting = new ArrayDeque<>();

    /** The first {@link #kept} bytes are ready, those after are erased. */
    private final byte[] ready = new byte[KEPT];

    private int kept;

    private final byte[] zeros = new byte[KEPT];
    private final Message answer = new Message();

    private VirtioRng(Environ environ) {
        device = VirtioDevice.open(environ, VirtioRegister.DEVICE_ENTROPY);
        interrupt = environ.interrupt(0);
        device.negotiate(0);
        queue = new VirtQueue(2);
        buffer = Folio.createDma(KEPT);
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
        provider.onCrashDuringTransfer(() -> fill(KEPT));
        interrupt.acknowledge();
        refill();
        provider.run(event -> {
            switch (event) {
                case Event.Request(Client client, Message message) -> request(client, message);
                case Event.Closed(Client client) -> waiting.removeIf(wanted -> wanted.client == client);
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
        Wanted wanted = new Wanted(client, message.id(), count);
        if (kept > 0) {
            answer(wanted);
            refill();
        } else {
            client.pause(); // one request of each client at a time: nobody can crowd out the others
            waiting.add(wanted);
            patience();
        }
    }

    /** Asks for more if enough has been given out. */
    private void refill() {
        if (kept <= KEPT / 2) {
            fill(KEPT - kept);
        }
    }

    /** Has the device fill the buffer, if it is not doing so. */
    private void fill(int count) {
        if (queue.inFlight() == 0) {
            queue.writable(bufferAddress, count).submit();
            device.notifyDevice(REQUESTS);
        }
    }

    /** From now on the device may be too late: without anybody who waits it may take its time. */
    private void patience() {
        if (waiting.size() == 1) {
            patience.at(Clock.after(PATIENCE_MILLISECONDS));
        }
    }

    /** Gives out bytes that are ready. */
    private void answer(Wanted wanted) {
        int count = Math.min(wanted.count, kept);
        answer.reset(MessageType.READ_REPLY, wanted.id).putBytes(ready, 0, count);
        wanted.client.answer(answer);
        // A byte is given out once: neither this driver nor a later request may see it again.
        System.arraycopy(ready, count, ready, 0, kept - count);
        Arrays.fill(ready, kept - count, kept, (byte) 0);
        kept -= count;
    }

    private void finish() {
        VirtQueue.Used used = queue.poll();
        if (used == null) {
            return;
        }
        int written = used.written();
        if (written == 0) {
            throw new DeviceException("the entropy device gave a buffer back empty, which §5.4.6.2 rules out");
        }
        patience.stop();
        buffer.read(0, ready, kept, written); // no more than was asked for: there is room
        kept += written;
        buffer.write(0, zeros, 0, written);
        while (!waiting.isEmpty() && kept > 0) {
            Wanted wanted = waiting.remove();
            answer(wanted);
            wanted.client.resume();
        }
        refill();
        if (!waiting.isEmpty()) {
            patience.at(Clock.after(PATIENCE_MILLISECONDS));
        }
    }
}
