package cortado.driver.virtio.blk;

import static cortado.driver.virtio.blk.BlkLayout.*;

import cortado.api.Clock;
import cortado.api.Folio;
import cortado.driver.virtio.VirtQueue;

/**
 * Memory for one request to the device: header, status and data. Clients' folios are copied from and to here: the
 * device is never pointed at memory that a client can take part in choosing.
 */
final class Slot {
    /** Bytes of data that one request moves at most. */
    static final int DATA = 32 * 1024;

    private static final int STATUS = HEADER_SIZE;
    private static final int DATA_OFFSET = 512;
    /** No device writes this. */
    private static final int STATUS_NONE = 0xff;

    private final Folio memory = Folio.createDma(DATA_OFFSET + DATA);
    private final long address = memory.dmaAddress();
    private final byte[] scratch;
    private Transfer transfer;
    private int bytes;
    private int head;
    private long deadline;

    Slot(byte[] scratch) {
        this.scratch = scratch;
    }

    boolean isFree() {
        return transfer == null;
    }

    boolean holds(int chain) {
        return transfer != null && head == chain;
    }

    /** The transfer that the device works on. */
    Transfer transfer() {
        return transfer;
    }

    /** When the device should have answered. */
    long deadline() {
        return deadline;
    }

    /** Makes the transfer's next piece available to the device. */
    void submit(Transfer next, VirtQueue queue, long patience) {
        submit(next, queue, patience, address + DATA_OFFSET);
    }

    /** Makes a transfer available whose data is to go elsewhere, so many bytes from where it belongs. */
    void stray(Transfer next, VirtQueue queue, long patience, long distance) {
        submit(next, queue, patience, address + DATA_OFFSET + distance);
    }

    private void submit(Transfer next, VirtQueue queue, long patience, long data) {
        int length = next.piece();
        memory.store32(HEADER_TYPE, next.type);
        memory.store32(HEADER_TYPE + 4, 0);
        memory.store64(HEADER_SECTOR, next.unit);
        memory.store8(STATUS, STATUS_NONE);
        if (next.type == TYPE_OUT) {
            copy(next.request.folio(), next.offset, memory, DATA_OFFSET, length);
        }
        queue.readable(address, HEADER_SIZE);
        if (next.type == TYPE_OUT) {
            queue.readable(data, length);
        } else if (next.type == TYPE_IN) {
            queue.writable(data, length);
        }
        queue.writable(address + STATUS, 1);
        head = queue.submit();
        deadline = Clock.nanos() + patience;
        transfer = next;
        bytes = length;
    }

    /** Takes what the device has done to the client's memory; returns the device's status byte. */
    int complete() {
        int status = memory.load8(STATUS);
        if (status == STATUS_OK && transfer.request.isWanted()) {
            if (transfer.type == TYPE_IN) {
                copy(memory, DATA_OFFSET, transfer.request.folio(), transfer.offset, bytes);
            }
            transfer.advance(bytes);
        }
        return status;
    }

    /** Is free again. */
    void release() {
        transfer = null;
    }

    private void copy(Folio source, long from, Folio target, long to, int length) {
        for (int done = 0; done < length; done += scratch.length) {
            int piece = Math.min(scratch.length, length - done);
            source.read(from + done, scratch, 0, piece);
            target.write(to + done, scratch, 0, piece);
        }
    }
}
