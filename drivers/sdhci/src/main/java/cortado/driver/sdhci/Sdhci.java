package cortado.driver.sdhci;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Interrupt;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.Timer;
import cortado.api.service.Block;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Provider;

/** Driver of a memory card behind a standard SD host controller: provides {@link Block}. */
public final class Sdhci {
    private final MemoryCard card;
    private final CardSlot slot;
    private final boolean readOnly;
    private final Interrupt interrupt;
    private final Timer patience = new Timer();
    private final Message answer = new Message();

    private Sdhci(Environ environ) {
        HostController host = new HostController(environ.mmio(0, SdhciRegister.SIZE), new BaseClock(environ));
        CardDetect.await(host, environ);
        card = new MemoryCard(host);
        slot = new CardSlot(host, card, this::ended);
        readOnly = !host.isWritable();
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
                case Event.Request(Client client, Message message) -> request(client, message);
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

    private void request(Client client, Message message) {
        int id = message.id();
        switch (message.type()) {
            case MessageType.OPEN ->
                client.answer(answer.reset(MessageType.OPEN_REPLY, id)
                        .putLong(card.blocks())
                        .putInt(HostController.BLOCK_SIZE)
                        .putInt(readOnly ? Block.READ_ONLY : 0));
            case MessageType.READ -> transfer(client, message, true);
            case MessageType.WRITE -> {
                if (readOnly) {
                    throw new StatusException("write to a card that is locked", Status.ACCESS_DENIED);
                }
                transfer(client, message, false);
            }
            case MessageType.CALL -> {
                int operation = message.takeInt();
                if (operation != Block.FLUSH) {
                    throw new StatusException("operation " + operation + " of a card", Status.NOT_SUPPORTED);
                }
                // A write is answered when the card has left its programming state.
                client.answer(answer.reset(MessageType.REPLY, id));
            }
            default ->
                throw new StatusException("message of type " + message.type() + " to a card", Status.NOT_SUPPORTED);
        }
    }

    private void transfer(Client client, Message message, boolean read) {
        long block = message.takeLong();
        int count = message.takeInt();
        long offset = message.takeLong();
        if (count < 1 || block < 0 || block > card.blocks() - count) {
            throw new StatusException(
                    count + " sectors from " + block + " on, of a card of " + card.blocks(), Status.OUT_OF_RANGE);
        }
        long bytes = (long) count * HostController.BLOCK_SIZE;
        Folio folio = new Folio(message.takeHandle());
        if (offset < 0 || offset > folio.size() - bytes) {
            folio.close();
            throw new StatusException(
                    bytes + " bytes from " + offset + " on, in a folio of " + folio.size(), Status.OUT_OF_RANGE);
        }
        client.pause(); // one transfer of each client at a time: nobody can crowd out the others
        slot.add(new Transfer(client, message.id(), read, folio, block, count, offset));
    }

    private void ended(Transfer transfer, int status, String sentence) {
        transfer.folio.close();
        if (status == Status.OK) {
            transfer.client.answer(
                    answer.reset(transfer.read ? MessageType.READ_REPLY : MessageType.WRITE_REPLY, transfer.id)
                            .putInt(transfer.count));
        } else {
            transfer.client.refuse(transfer.id, status, sentence);
        }
        transfer.client.resume();
    }

    private void checkPatience() {
        if (Clock.nanos() >= slot.deadline()) {
            throw new DeviceException(
                    "the card did not answer within " + CardSlot.PATIENCE_NANOS / 1_000_000_000L + " s");
        }
    }
}
