package cortado.driver.sdhci;

import cortado.api.service.BlockRequests;

/** A request, and how far it has come: a large one is done in pieces. */
final class Transfer {
    /** Blocks of a piece. */
    static final int PIECE = 64;

    final BlockRequests.Request request;

    /** Blocks done. */
    int done;

    Transfer(BlockRequests.Request request) {
        this.request = request;
    }

    /** Whether the card is read, and not written. */
    boolean reads() {
        return request.kind() == BlockRequests.Kind.READ;
    }

    /** First block of the next piece. */
    long block() {
        return request.sector() + done;
    }

    /** Blocks of the next piece. */
    int piece() {
        return Math.min(PIECE, request.count() - done);
    }

    /** Byte of the folio where the next piece belongs. */
    long place() {
        return request.offset() + (long) done * HostController.BLOCK_SIZE;
    }
}
