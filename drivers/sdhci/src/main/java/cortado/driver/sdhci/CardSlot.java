package cortado.driver.sdhci;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.StatusException;
import java.util.ArrayDeque;

/** The card at work: transfers go in, are done one after the other in pieces, and are answered as done or failed. */
final class CardSlot {
    /** A card answers within a second (§4.6.2); one that takes longer is taken for dead. */
    static final long PATIENCE_NANOS = 5_000_000_000L;

    private final HostController host;
    private final MemoryCard card;
    private final ArrayDeque<Transfer> waiting = new ArrayDeque<>();
    /** Data on its way between the client's memory and the controller's buffer. */
    private final byte[] data = new byte[Transfer.PIECE * HostController.BLOCK_SIZE];

    /** What the card works on; null if nothing. */
    private Transfer current;
    /** Blocks of the current piece that went through the buffer. */
    private int moved;

    private long deadline = Clock.FOREVER;

    CardSlot(HostController host, MemoryCard card) {
        this.host = host;
        this.card = card;
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
        while (moved < current.piece() && (current.reads() ? host.isReadable() : host.isWritableNow())) {
            int at = moved++ * HostController.BLOCK_SIZE;
            if (current.reads()) {
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
            if (current.reads() && current.request.isWanted()) {
                current.request.folio().write(current.place(), data, 0, bytes);
            }
        } catch (CommandException e) {
            fail(e.getMessage());
            return;
        } catch (StatusException e) {
            current.request.failForFolio();
            end();
            return;
        }
        current.done += current.piece();
        if (current.done == current.request.count()) {
            current.request.done();
            end();
        } else {
            waiting.add(current); // others come in between
            current = null;
            next();
        }
    }

    private void fail(String why) {
        card.recover();
        current.request.fail(
                Status.DEVICE_ERROR,
                "the card failed in the " + current.piece() + " sectors from " + current.block() + " on: " + why);
        end();
    }

    private void end() {
        current = null;
        deadline = Clock.FOREVER;
        next();
    }

    private void next() {
        if (current != null || waiting.isEmpty()) {
            return;
        }
        current = waiting.remove();
        moved = 0;
        if (!current.request.isWanted()) {
            current.request.fail(Status.CANCELLED, "");
            end();
            return;
        }
        try {
            if (!current.reads()) {
                current.request.folio().read(current.place(), data, 0, current.piece() * HostController.BLOCK_SIZE);
            }
            card.begin(current.reads(), current.block(), current.piece());
            deadline = Clock.nanos() + PATIENCE_NANOS;
        } catch (StatusException e) {
            current.request.failForFolio();
            end();
        } catch (CommandException e) {
            fail(e.getMessage());
        }
    }
}
