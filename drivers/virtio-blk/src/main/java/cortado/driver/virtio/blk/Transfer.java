package cortado.driver.virtio.blk;

import cortado.api.Folio;
import cortado.api.service.Client;

/** What a client asked for, and how far it has come; a large one takes several requests to the device. */
final class Transfer {
    final Client client;
    final int id;
    /** A {@link BlkLayout} TYPE. */
    final int type;
    /** The client's memory; null for a flush. */
    final Folio folio;
    /** Sectors asked for. */
    final int count;

    /** The next sector, in the device's units. */
    long unit;
    /** Where in the folio it belongs. */
    long offset;
    /** Bytes to go. */
    long remaining;

    Transfer(Client client, int id, int type, Folio folio, int count) {
        this.client = client;
        this.id = id;
        this.type = type;
        this.folio = folio;
        this.count = count;
    }

    /** Bytes that the next request to the device moves. */
    int piece() {
        return (int) Math.min(remaining, Slot.DATA);
    }

    /** Counts a request to the device as done. */
    void advance(int bytes) {
        unit += bytes / BlkLayout.UNIT;
        offset += bytes;
        remaining -= bytes;
    }

    /** Lets go of the client's memory. */
    void close() {
        if (folio != null) {
            folio.close();
        }
    }
}
