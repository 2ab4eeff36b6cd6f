package cortado.kernel;

import cortado.abi.FolioFlag;
import cortado.abi.Limits;

/** All folios. */
final class FolioPool {
    private final Machine machine;
    private final Memory memory;
    private final ProcessPool processes;
    private final SparsePages sparse;
    private final Folio[] all = new Folio[KernelLimits.FOLIOS];
    private Folio free;

    FolioPool(Machine machine, Memory memory, ProcessPool processes, SparsePages sparse) {
        this.sparse = sparse;
        this.machine = machine;
        this.memory = memory;
        this.processes = processes;
        for (int i = KernelLimits.FOLIOS - 1; i >= 0; i--) {
            all[i] = new Folio(i);
            all[i].nextFree = free;
            free = all[i];
        }
    }

    Folio get(int number) {
        return all[number];
    }

    boolean isEmpty() {
        return free == null;
    }

    /** A folio over memory that {@link Memory} took for the owner; the pool is not empty. */
    Folio own(Process owner, long physical, int pages, int flags) {
        Folio folio = take(physical, pages, flags);
        folio.owned = true;
        folio.owner = owner.number;
        folio.ownerId = owner.id;
        if (folio.isDma()) {
            machine.cleanCache(physical, (long) pages * Limits.PAGE);
        }
        return folio;
    }

    /** A folio over what belongs to no one: registers, or what firmware loaded; the pool is not empty. */
    Folio borrow(long physical, int pages, int flags, int node) {
        Folio folio = take(physical, pages, flags);
        folio.owned = false;
        folio.immutable = flags != FolioFlag.DEVICE;
        folio.node = node;
        return folio;
    }

    private Folio take(long physical, int pages, int flags) {
        Folio folio = free;
        free = folio.nextFree;
        folio.physical = physical;
        folio.pages = pages;
        folio.flags = flags;
        folio.immutable = false;
        folio.node = -1;
        folio.ownerId = 0;
        return folio;
    }

    /** No one refers to it any more. */
    void give(Folio folio) {
        if (folio.isSparse()) {
            sparse.give(folio);
        } else if (folio.owned) {
            if (folio.isDma()) {
                machine.cleanCache(folio.physical, (long) folio.pages * Limits.PAGE);
            }
            memory.give(processes.owner(folio), folio.physical, folio.pages);
        }
        folio.nextFree = free;
        free = folio;
    }
}
