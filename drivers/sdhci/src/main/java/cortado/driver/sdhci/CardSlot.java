package cortado.driver.sdhci;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.StatusException;
import java.util.ArrayDeque;

/** The card at work: transfers go in, are done one after the other in pieces, and come out done or failed. */
final class CardSlot {
    /** A card answers within a second (§4.6.2); one that takes longer is taken for dead. */
    static final long PATIENCE_NANOS = 5_000_000_000L;

    /** Told of each transfer that ended. */
    interface Ended {
        /** Ended well with {@link Status#OK}, else with what a sentence says. */
        void ended(Transfer transfer, int status, String sentence);
    }

    private final HostController host;
    private final MemoryCard card;
    private final Ended ended;
    private final ArrayDeque<Transfer> waiting = new ArrayDeque<>();
    /** Data on its way between the client's memory and the controller's buffer. */
    private final byte[] data = new byte[Transfer.PIECE * HostController.BLOCK_SIZE];

    /** What the card works on; null if nothing. */
    private Transfer current;
    /** Blocks of the current piece that went through the buffer. */
    private int moved;

    private long deadline = Clock.FOREVER;

    CardSlot(HostController host, MemoryCard card, Ended ended) {
        this.host = host;
        this.card = card;
        this.ended = ended;
    }

    /** Queues a transfer whose place was checked. */
    void add(Transfer transfer) {
        waiting.add(transfer);
        next();
    }

    /** When the card should have answered; {@link Clock#FOREVER} if it has nothing to do. */
    long deadline() {
        return deadline;
    }

    /** Handles what the controller has done. */
    void interrupt() {
        int events = host.events();
        if (current == null) {
            return;
        }
        if ((events & SdhciRegister.ERRORS) != 0) {
            fail(HostController.error(events));
            return;
        }
        move();
        if ((events & SdhciRegister.TRANSFER_COMPLETE) != 0 && moved == current.piece()) {
            complete();
        }
    }

    private void move() {
        while (moved < current.piece() && (current.read ? host.isReadable() : host.isWritableNow())) {
            int at = moved++ * HostController.BLOCK_SIZE;
            if (current.read) {
                host.read(data, at);
            } else {
                host.write(data, at);
            }
        }
    }

    private void complete() {
        host.end();
        int bytes = current.piece() * HostController.BLOCK_SIZE;
        try {
            card.settle();
            if (current.read && current.client.isOpen()) {
                current.folio.write(current.place(), data, 0, bytes);
            }
        } catch (CommandException e) {
            fail(e.getMessage());
            return;
        } catch (StatusException e) {
            end(Status.ACCESS_DENIED, "the folio cannot be mapped for reading and writing");
            return;
        }
        current.done += current.piece();
        if (current.done == current.count) {
            end(Status.OK, "");
        } else {
            waiting.add(current); // others come in between
            current = null;
            next();
        }
    }

    private void fail(String why) {
        card.recover();
        end(
                Status.DEVICE_ERROR,
                "the card failed in the " + current.piece() + " sectors from " + (current.block + current.done)
                        + " on: " + why);
    }

    private void end(int status, String sentence) {
        Transfer transfer = current;
        current = null;
        deadline = Clock.FOREVER;
        ended.ended(transfer, status, sentence);
        next();
    }

    private void next() {
        if (current != null || waiting.isEmpty()) {
            return;
        }
        current = waiting.remove();
        moved = 0;
        if (!current.client.isOpen()) {
            end(Status.CANCELLED, "");
            return;
        }
        try {
            if (!current.read) {
                current.folio.read(current.place(), data, 0, current.piece() * HostController.BLOCK_SIZE);
            }
            card.begin(current.read, current.block + current.done, current.piece());
            deadline = Clock.nanos() + PATIENCE_NANOS;
        } catch (StatusException e) {
            end(Status.ACCESS_DENIED, "the folio cannot be mapped for reading");
        } catch (CommandException e) {
            fail(e.getMessage());
        }
    }
}
