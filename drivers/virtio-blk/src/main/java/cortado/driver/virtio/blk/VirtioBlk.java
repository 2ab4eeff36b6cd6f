package cortado.driver.virtio.blk;

import static cortado.driver.virtio.blk.BlkLayout.*;

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

/** Driver of the virtio block device (virtio 1.2 §5.2): provides {@link Block}. */
public final class VirtioBlk {
    private final Disk disk;
    private final Interrupt interrupt;
    private final Timer patience = new Timer();
    private final Message answer = new Message();

    private VirtioBlk(Environ environ) {
        disk = new Disk(environ.mmio(0), this::ended);
        interrupt = environ.interrupt(0);
    }

    /** Drives the device that the process was given, for good. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        new VirtioBlk(environ).serve(new Provider(environ));
    }

    private void serve(Provider provider) {
        provider.watch(interrupt, interrupt);
        provider.watch(patience, patience);
        provider.onCrashDuringTransfer(disk::fill);
        interrupt.acknowledge();
        provider.run(event -> {
            switch (event) {
                case Event.Request(Client client, Message message) -> request(client, message);
                case Event.Signalled(Object source) -> {
                    if (source == patience) {
                        checkPatience();
                    } else {
                        disk.interrupt();
                        interrupt.acknowledge();
                    }
                }
                // A client's transfers end as the device is done with them; their answers then go nowhere.
                case Event.Connected _, Event.Writable _, Event.Closed _ -> {}
            }
            watchDevice();
        });
    }

    private void request(Client client, Message message) {
        int id = message.id();
        switch (message.type()) {
            case MessageType.OPEN ->
                client.answer(answer.reset(MessageType.OPEN_REPLY, id)
                        .putLong(disk.sectors())
                        .putInt(disk.sectorSize())
                        .putInt((disk.isReadOnly() ? Block.READ_ONLY : 0) | (disk.isCached() ? Block.CACHED : 0)));
            case MessageType.READ -> transfer(client, message, TYPE_IN);
            case MessageType.WRITE -> {
                if (disk.isReadOnly()) {
                    throw new StatusException("write to a disk that may only be read", Status.ACCESS_DENIED);
                }
                transfer(client, message, TYPE_OUT);
            }
            case MessageType.CALL -> {
                int operation = message.takeInt();
                if (operation != Block.FLUSH) {
                    throw new StatusException("operation " + operation + " of a disk", Status.NOT_SUPPORTED);
                }
                flush(client, id);
            }
            default ->
                throw new StatusException("message of type " + message.type() + " to a disk", Status.NOT_SUPPORTED);
        }
    }

    private void transfer(Client client, Message message, int type) {
        long sector = message.takeLong();
        int count = message.takeInt();
        long offset = message.takeLong();
        if (count < 1 || sector < 0 || sector > disk.sectors() - count) {
            throw new StatusException(
                    count + " sectors from " + sector + " on, of a disk of " + disk.sectors(), Status.OUT_OF_RANGE);
        }
        long bytes = (long) count * disk.sectorSize();
        Folio folio = new Folio(message.takeHandle());
        if (offset < 0 || offset > folio.size() - bytes) {
            folio.close();
            throw new StatusException(
                    bytes + " bytes from " + offset + " on, in a folio of " + folio.size(), Status.OUT_OF_RANGE);
        }
        Transfer transfer = new Transfer(client, message.id(), type, folio, count);
        transfer.unit = sector * (disk.sectorSize() / UNIT);
        transfer.offset = offset;
        transfer.remaining = bytes;
        client.pause(); // one transfer of each client at a time: nobody can crowd out the others
        disk.add(transfer);
    }

    private void flush(Client client, int id) {
        if (disk.isCached()) {
            client.pause();
            disk.add(new Transfer(client, id, TYPE_FLUSH, null, 0));
        } else {
            client.answer(answer.reset(MessageType.REPLY, id));
        }
    }

    private void ended(Transfer transfer, int status) {
        transfer.close();
        Client client = transfer.client;
        switch (status) {
            case STATUS_OK -> {
                switch (transfer.type) {
                    case TYPE_IN ->
                        answer.reset(MessageType.READ_REPLY, transfer.id).putInt(transfer.count);
                    case TYPE_OUT ->
                        answer.reset(MessageType.WRITE_REPLY, transfer.id).putInt(transfer.count);
                    default -> answer.reset(MessageType.REPLY, transfer.id);
                }
                client.answer(answer);
            }
            case STATUS_IO_ERROR ->
                client.refuse(
                        transfer.id,
                        Status.DEVICE_ERROR,
                        "the disk failed in the " + transfer.piece() / disk.sectorSize() + " sectors from "
                                + transfer.unit / (disk.sectorSize() / UNIT) + " on");
            case STATUS_UNSUPPORTED ->
                client.refuse(transfer.id, Status.NOT_SUPPORTED, "the disk does not know this request");
            case -1 ->
                client.refuse(
                        transfer.id,
                        Status.ACCESS_DENIED,
                        "the folio cannot be mapped for reading" + (transfer.type == TYPE_IN ? " and writing" : ""));
            default -> throw new DeviceException("the disk gave a request back with status " + status);
        }
        client.resume();
    }

    /** Sets the alarm to when the device should have answered. */
    private void watchDevice() {
        long deadline = disk.deadline();
        if (deadline == Clock.FOREVER) {
            patience.stop();
        } else {
            patience.at(deadline);
        }
    }

    private void checkPatience() {
        if (Clock.nanos() >= disk.deadline()) {
            throw new DeviceException("the disk did not answer within " + Disk.PATIENCE_NANOS / 1_000_000_000L + " s");
        }
    }
}
