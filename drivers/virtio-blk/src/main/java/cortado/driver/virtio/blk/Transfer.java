package cortado.driver.virtio.blk;

import static cortado.driver.virtio.blk.BlkLayout.*;

import cortado.api.service.BlockRequests;

/** A request, and how far it has come: a large one takes several requests to the device. */
final class Transfer {
    /** What a client asked for; null if it is for nobody. */
    final BlockRequests.Request request;
    /** A {@link BlkLayout} TYPE. */
    final int type;

    /** The next sector, in the device's units. */
    long unit;
    /** Where in the folio it belongs. */
    long offset;
    /** Bytes to go. */
    long remaining;

    /** A client's request to a disk with sectors of {@code sectorSize} bytes. */
    Transfer(BlockRequests.Request request, int sectorSize) {
        this.request = request;
        this.type = switch (request.kind()) {
            case READ -> TYPE_IN;
            case WRITE -> TYPE_OUT;
            case FLUSH -> TYPE_FLUSH;
        };
        this.unit = request.sector() * (sectorSize / UNIT);
        this.offset = request.offset();
        this.remaining = request.size();
    }

    /** Reads the disk's first bytes for nobody. */
    Transfer(long bytes) {
        this.request = null;
        this.type = TYPE_IN;
        this.remaining = bytes;
    }

    /** Bytes that the next request to the device moves. */
    int piece() {
        return (int) Math.min(remaining, Slot.DATA);
    }

    /** Counts a request to the device as done. */
    void advance(int bytes) {
        unit += bytes / UNIT;
        offset += bytes;
        remaining -= bytes;
    }
}
