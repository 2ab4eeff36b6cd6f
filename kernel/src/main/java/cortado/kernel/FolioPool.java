package cortado.kernel;

import cortado.abi.FolioFlag;
import cortado.abi.Limits;

/**
 * All folios. Memory that a device was told of outlives its last reference: a driver that died cannot stop its device,
 * so what it gave it is held until whoever drives the device next has reset it.
 */
final class FolioPool {
    private final Machine machine;
    private final Memory memory;
    private final ProcessPool processes;
    private final SparsePages sparse;
    private final Folio[] all = new Folio[KernelLimits.FOLIOS];
    private Folio free;
    /** Without references, with memory that a device may still touch. */
    private Folio held;

    private int heldPages;

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
        folio.device = Devices.NONE;
        folio.ownerId = 0;
        return folio;
    }

    /** No one refers to it any more. */
    void give(Folio folio) {
        if (folio.isSparse()) {
            sparse.give(folio);
        } else if (folio.owned) {
            Process owner = processes.owner(folio);
            if (folio.device != Devices.NONE) {
                memory.disown(owner, folio.pages);
                folio.nextFree = held;
                held = folio;
                heldPages += folio.pages;
                return;
            }
            free(folio, owner);
        }
        folio.nextFree = free;
        free = folio;
    }

    private void free(Folio folio, Process owner) {
        if (folio.isDma()) {
            machine.cleanCache(folio.physical, (long) folio.pages * Limits.PAGE);
        }
        memory.give(owner, folio.physical, folio.pages);
    }

    /** Pages that are held, for all devices. */
    int heldPages() {
        return heldPages;
    }

    /** Pages that are held for one device. */
    int heldPages(int device) {
        int pages = 0;
        for (Folio folio = held; folio != null; folio = folio.nextFree) {
            pages += folio.device == device ? folio.pages : 0;
        }
        return pages;
    }

    /** A device has forgotten all memory that it was told of: frees what is held for it, and returns how many pages. */
    int quiet(int device, DeviceMemory deviceMemory) {
        int before = heldPages;
        Folio next = held;
        held = null;
        while (next != null) {
            Folio folio = next;
            next = folio.nextFree;
            if (folio.device == device && deviceMemory.close(folio)) {
                heldPages -= folio.pages;
                free(folio, null);
                folio.nextFree = free;
                free = folio;
            } else {
                folio.nextFree = held;
                held = folio;
            }
        }
        return before - heldPages;
    }
}
