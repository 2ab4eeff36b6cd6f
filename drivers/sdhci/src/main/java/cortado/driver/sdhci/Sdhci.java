package cortado.driver.sdhci;

import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Interrupt;
import cortado.api.Message;
import cortado.api.Timer;
import cortado.api.service.Block;
import cortado.api.service.BlockRequests;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Provider;

/** Driver of a memory card behind a standard SD host controller: provides {@link Block}. */
public final class Sdhci {
    private final CardSlot slot;
    private final BlockRequests requests;
    private final Interrupt interrupt;
    private final Timer patience = new Timer();

    private Sdhci(Environ environ) {
        HostController host = new HostController(environ.mmio(0, SdhciRegister.SIZE), new BaseClock(environ));
        CardDetect.await(host, environ);
        MemoryCard card = new MemoryCard(host);
        slot = new CardSlot(host, card);
        // Nothing to flush: a write is answered when the card has left its programming state.
        int flags = host.isWritable() ? 0 : Block.READ_ONLY;
        requests = new BlockRequests(new Block.Geometry(card.blocks(), HostController.BLOCK_SIZE, flags));
        interrupt = environ.interrupt(0);
    }

    /** Drives the device that the process was given, for good. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        new Sdhci(environ).serve(new Provider(environ));
    }

    private void serve(Provider provider) {
        provider.watch(interrupt, interrupt);
        provider.watch(patience, patience);
        interrupt.acknowledge();
        provider.run(event -> {
            switch (event) {
                case Event.Request(Client client, Message message) -> {
                    BlockRequests.Request request = requests.take(client, message);
                    if (request != null) {
                        slot.add(new Transfer(request));
                    }
                }
                case Event.Signalled(Object source) -> {
                    if (source == patience) {
                        checkPatience();
                    } else {
                        slot.interrupt();
                        interrupt.acknowledge();
                    }
                }
                case Event.Connected _, Event.Writable _, Event.Closed _ -> {}
            }
            if (slot.deadline() == Clock.FOREVER) {
                patience.stop();
            } else {
                patience.at(slot.deadline());
            }
        });
    }

    private void checkPatience() {
        if (Clock.nanos() >= slot.deadline()) {
            throw new DeviceException(
                    "the card did not answer within " + CardSlot.PATIENCE_NANOS / 1_000_000_000L + " s");
        }
    }
}
