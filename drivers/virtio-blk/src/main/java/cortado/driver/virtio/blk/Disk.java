package cortado.driver.virtio.blk;

import static cortado.driver.virtio.blk.BlkLayout.*;

import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.StatusException;
import cortado.api.service.Block;
import cortado.driver.virtio.VirtQueue;
import cortado.driver.virtio.VirtioDevice;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;

/** The device: transfers go in, and come out as done or failed, several at a time. */
final class Disk {
    /** The device's only queue without VIRTIO_BLK_F_MQ (§5.2.2). */
    private static final int REQUESTS = 0;

    /** How far from its own memory a stray address lies, as a power of two. */
    private static final int STRAY_SHIFT = 23;

    /** Requests that the device works on at once. */
    private static final int SLOTS = 4;

    /** A disk that has to spin up first may take this long; one that takes longer is taken for dead. */
    static final long PATIENCE_NANOS = 15_000_000_000L;

    private final VirtioDevice device;
    /** Each request takes at most three descriptors: 16 is the next power of two. */
    private final VirtQueue queue;

    private final Slot[] slots = new Slot[SLOTS];
    private final ArrayDeque<Transfer> waiting = new ArrayDeque<>();
    private final Block.Geometry geometry;

    /** Told of each transfer that ended, with the device's status byte, or -1 if the client's memory was at fault. */
    private final BiConsumer<Transfer, Integer> ended;

    Disk(VirtioDevice device, BiConsumer<Transfer, Integer> ended) {
        this.ended = ended;
        this.device = device;
        device.negotiate(FEATURE_READ_ONLY | FEATURE_BLOCK_SIZE | FEATURE_FLUSH);
        long units = device.configurationLong(CAPACITY);
        int size = device.has(FEATURE_BLOCK_SIZE) ? device.configuration(BLOCK_SIZE) : UNIT;
        if (size < UNIT || size > Slot.DATA || Integer.bitCount(size) != 1) {
            throw new DeviceException("the disk has blocks of " + Integer.toUnsignedString(size)
                    + " bytes; a power of two from " + UNIT + " to " + Slot.DATA + " was expected");
        }
        if (units < 0 || units > Long.MAX_VALUE / UNIT) {
            throw new DeviceException(
                    "the disk says it has " + Long.toUnsignedString(units) + " sectors, more than can be");
        }
        int flags = (device.has(FEATURE_READ_ONLY) ? Block.READ_ONLY : 0)
                // The device keeps writes in a cache until a flush.
                | (device.has(FEATURE_FLUSH) ? Block.CACHED : 0);
        geometry = new Block.Geometry(units / (size / UNIT), size, flags);
        byte[] scratch = new byte[4096];
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot(scratch);
        }
        queue = new VirtQueue(16);
        device.attach(REQUESTS, queue);
        device.start();
    }

    Block.Geometry geometry() {
        return geometry;
    }

    /** Queues a transfer whose place and memory were checked. */
    void add(Transfer transfer) {
        waiting.add(transfer);
        submit();
    }

    /** Has the device work on as much as it can at once, for nobody: what a driver leaves behind that dies busy. */
    void fill() {
        for (int i = 0; i < SLOTS; i++) {
            waiting.addFirst(new Transfer(Math.min(Slot.DATA, geometry.size())));
        }
        submit();
    }

    /**
     * Has the device write to memory that nobody gave it, 8, 16, 24 and 32 MiB behind what it was given: what a driver
     * does that takes a wrong number for an address.
     */
    void stray() {
        for (int i = 0; i < SLOTS; i++) {
            if (slots[i].isFree()) {
                Transfer read = new Transfer(Math.min(Slot.DATA, geometry.size()));
                slots[i].stray(read, queue, PATIENCE_NANOS, (i + 1L) << STRAY_SHIFT);
            }
        }
        device.notifyDevice(REQUESTS);
    }

    /** Handles what the device has done. */
    void interrupt() {
        device.interrupts();
        VirtQueue.Used used = queue.poll();
        while (used != null) {
            complete(slotOf(used.head()));
            used = queue.poll();
        }
        submit();
    }

    /** When the device should have answered next; {@link Clock#FOREVER} if it has nothing to do. */
    long deadline() {
        long earliest = Clock.FOREVER;
        for (Slot slot : slots) {
            if (!slot.isFree()) {
                earliest = Math.min(earliest, slot.deadline());
            }
        }
        return earliest;
    }

    private Slot slotOf(int head) {
        for (Slot slot : slots) {
            if (slot.holds(head)) {
                return slot;
            }
        }
        throw new DeviceException("the disk finished request " + head + ", which was never made");
    }

    private void complete(Slot slot) {
        Transfer transfer = slot.transfer();
        if (transfer.request == null) {
            slot.release(); // it was nobody's: fill() and stray()
            return;
        }
        int status;
        try {
            status = slot.complete();
        } catch (StatusException e) {
            status = -1;
        }
        slot.release();
        if (status == STATUS_OK && transfer.remaining > 0 && transfer.request.isWanted()) {
            waiting.addFirst(transfer);
        } else {
            ended.accept(transfer, status);
        }
    }

    private void submit() {
        boolean submitted = false;
        for (Slot slot : slots) {
            while (slot.isFree() && !waiting.isEmpty()) {
                Transfer transfer = waiting.remove();
                try {
                    slot.submit(transfer, queue, PATIENCE_NANOS);
                    submitted = true;
                } catch (StatusException e) {
                    ended.accept(transfer, -1);
                }
            }
        }
        if (submitted) {
            device.notifyDevice(REQUESTS);
        }
    }
}
