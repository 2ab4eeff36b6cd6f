package cortado.server.supervisor;

import cortado.abi.HandleType;
import cortado.abi.LastWordsLayout;
import cortado.abi.Rights;
import cortado.api.Authority;
import cortado.api.Channel;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.HandleInfo;
import cortado.api.Log;
import cortado.api.StatusException;
import cortado.api.Subprocess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an earlier life of the supervisor left: its handles, and the ledger that says what they are. Only what both the
 * ledger and the kernel say is believed. Whatever is not taken over is closed in the end, and processes among it are
 * ended, so that nothing runs that nobody looks after.
 */
final class Succession {
    /** Bytes of the memory that holds the ledger. */
    private static final long LEDGER = 96 * 1024;
    /** Bytes behind it for the journal. */
    private static final long JOURNAL = 64 * 1024;

    private final Map<Integer, HandleInfo> left = new LinkedHashMap<>();
    private Folio memory;
    private Ledger ledger;
    private Optional<LastWords> lastWords = Optional.empty();

    /**
     * Looks at all handles that there are.
     *
     * @param authority the one that this life was given
     */
    Succession(int authority) {
        for (HandleInfo handle : Subprocess.self().handles()) {
            if (handle.handle() != authority) {
                left.put(handle.handle(), handle);
            }
        }
        for (HandleInfo handle : left.values().toArray(HandleInfo[]::new)) {
            if (ledger == null && handle.type() == HandleType.FOLIO && (handle.rights() & Rights.WRITE) != 0) {
                look(handle);
            }
        }
        if (ledger != null && ledger.tries() >= Ledger.TRIES) {
            Log.error("what the last lives left could not be taken over " + Ledger.TRIES
                    + " times: every process is ended and starts again");
            ledger = null;
            memory.close();
        }
        if (ledger == null) {
            closeRest();
            memory = Folio.create(LEDGER + JOURNAL);
            ledger = Ledger.empty(new Slots(new FolioRam(memory), 0, LEDGER));
        }
        ledger.writeTries(ledger.tries() + 1);
    }

    private void look(HandleInfo handle) {
        try {
            Folio folio = new Folio(new Handle(handle.handle()));
            if (folio.size() != LEDGER + JOURNAL) {
                return; // the ledger says what it is, once it is found
            }
            left.remove(handle.handle());
            ledger = Ledger.open(new Slots(new FolioRam(folio), 0, LEDGER));
            if (ledger == null) {
                folio.close();
            } else {
                memory = folio;
            }
        } catch (StatusException e) {
            left.remove(handle.handle());
            Log.warning("a folio of an earlier life cannot be looked into: " + e.getMessage());
        }
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * Where the journal is: in memory that outlives a restart of the machine, or at least in such that outlives this
     * life.
     */
    Slots journal(Authority authority) {
        return authority
                .kept()
                .map(folio -> {
                    long words = folio.size() - LastWordsLayout.SIZE;
                    lastWords = LastWords.take(new FolioRam(folio), words);
                    return new Slots(new FolioRam(folio), 0, words);
                })
                .orElseGet(() -> new Slots(new FolioRam(memory), LEDGER, JOURNAL));
    }

    /** What a kernel that panicked said; known once the {@link #journal} is. */
    Optional<LastWords> lastWords() {
        return lastWords;
    }

    /** Takes over a channel, or null if the handle is not one. */
    Channel channel(int number) {
        HandleInfo handle = left.get(number);
        if (handle == null || handle.type() != HandleType.CHANNEL) {
            return null;
        }
        left.remove(number);
        return new Channel(number);
    }

    /** Takes over a folio, or null if the handle is not one. */
    Folio folio(int number) {
        HandleInfo handle = left.get(number);
        if (handle == null || handle.type() != HandleType.FOLIO) {
            return null;
        }
        left.remove(number);
        return new Folio(new Handle(number));
    }

    /** Takes over a process, or null if the handle is not that of the process with this id. */
    Subprocess process(int number, int id) {
        HandleInfo handle = left.get(number);
        if (handle == null || handle.type() != HandleType.PROCESS || handle.detail() != id) {
            return null;
        }
        left.remove(number);
        return new Subprocess(new Handle(number));
    }

    /** Everything has been taken over that can be: the rest goes. */
    void finish() {
        closeRest();
        ledger.writeTries(0);
    }

    private void closeRest() {
        for (HandleInfo handle : left.values()) {
            if (handle.type() == HandleType.PROCESS) {
                try (Subprocess orphan = new Subprocess(new Handle(handle.handle()))) {
                    orphan.kill();
                }
            } else {
                new Handle(handle.handle()).close();
            }
        }
        left.clear();
    }
}
