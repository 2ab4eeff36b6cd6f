package cortado.driver.virtio.blk;

import static cortado.driver.virtio.blk.BlkLayout.*;

import cortado.abi.Status;
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
import cortado.driver.virtio.VirtioDevice;
import cortado.driver.virtio.VirtioRegister;

/** Driver of the virtio block device (virtio 1.2 §5.2): provides {@link Block}. */
public final class VirtioBlk {
    private final Disk disk;
    private final BlockRequests requests;
    private final Interrupt interrupt;
    private final Timer patience = new Timer();

    private VirtioBlk(Environ environ) {
        disk = new Disk(VirtioDevice.open(environ, VirtioRegister.DEVICE_BLOCK), this::ended);
        requests = new BlockRequests(disk.geometry());
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
        provider.onStray(disk::stray);
        interrupt.acknowledge();
        provider.run(event -> {
            switch (event) {
                case Event.Request(Client client, Message message) -> {
                    BlockRequests.Request request = requests.take(client, message);
                    if (request != null) {
                        disk.add(new Transfer(request, sectorSize()));
                    }
                }
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

    private void ended(Transfer transfer, int status) {
        switch (status) {
            case STATUS_OK -> transfer.request.done();
            case STATUS_IO_ERROR ->
                transfer.request.fail(
                        Status.DEVICE_ERROR,
                        "the disk failed in the " + transfer.piece() / sectorSize() + " sectors from "
                                + transfer.unit / (sectorSize() / UNIT) + " on");
            case STATUS_UNSUPPORTED ->
                transfer.request.fail(Status.NOT_SUPPORTED, "the disk does not know this request");
            case -1 -> transfer.request.failForFolio();
            default -> throw new DeviceException("the disk gave a request back with status " + status);
        }
    }

    private int sectorSize() {
        return disk.geometry().sectorSize();
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
