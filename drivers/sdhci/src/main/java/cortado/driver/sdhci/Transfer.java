package cortado.driver.sdhci;

import cortado.api.Folio;
import cortado.api.service.Client;

/** What a client asked for, and how far it has come; a large one is done in pieces. */
final class Transfer {
    /** Blocks of a piece. */
    static final int PIECE = 64;

    final Client client;
    final int id;
    final boolean read;
    final Folio folio;
    final long block;
    final int count;
    /** Byte of the folio where the first block belongs. */
    final long offset;

    /** Blocks done. */
    int done;

    Transfer(Client client, int id, boolean read, Folio folio, long block, int count, long offset) {
        this.client = client;
        this.id = id;
        this.read = read;
        this.folio = folio;
        this.block = block;
        this.count = count;
        this.offset = offset;
    }

    /** Blocks of the next piece. */
    int piece() {
        return Math.min(PIECE, count - done);
    }

    /** Byte of the folio where the next piece belongs. */
    long place() {
        return offset + (long) done * HostController.BLOCK_SIZE;
    }
}
