package cortado.kernel;

import cortado.abi.Status;

/** Maps folios into address spaces and takes them out again, charged and counted. */
final class Mappings {
    private final Machine machine;
    private final Memory memory;
    private final Objects objects;
    private final Log log;

    Mappings(Machine machine, Memory memory, Objects objects, Log log) {
        this.machine = machine;
        this.memory = memory;
        this.objects = objects;
        this.log = log;
    }

    /** Maps pages of a folio at a free place: OK, or QUOTA_EXCEEDED or NO_MEMORY for the tables. */
    int map(Process process, long address, Folio folio, int firstPage, int pages, int access, boolean removable) {
        if (process.space.room() == 0) {
            return Status.QUOTA_EXCEEDED;
        }
        int cost = folio.isSparse() ? 0 : machine.mapCost(process.number, address, pages);
        int status = memory.check(process, cost);
        if (status != Status.OK) {
            return status;
        }
        if (!folio.isSparse()) {
            long physical = folio.physical + Memory.bytes(firstPage);
            machine.map(process.number, address, physical, pages, access | folio.caching());
        }
        process.space.insert(address, pages, folio, firstPage, access, removable);
        folio.references++;
        if (folio.node >= 0 && folio.node == machine.logNode()) {
            log.claim();
        }
        return Status.OK;
    }

    /** Takes a mapping out of a space that goes on living. To be followed by {@link Objects#settle}. */
    void unmap(Process process, int mapping) {
        VmSpace space = process.space;
        machine.unmap(process.number, space.start(mapping), space.pages(mapping));
        forget(process, mapping);
    }

    /** Gives up every mapping of a space that the machine has destroyed. To be followed by {@link Objects#settle}. */
    void forgetAll(Process process) {
        while (process.space.count() > 0) {
            forget(process, process.space.count() - 1);
        }
    }

    private void forget(Process process, int mapping) {
        Folio folio = process.space.folio(mapping);
        process.space.remove(mapping);
        if (folio.node >= 0 && folio.node == machine.logNode()) {
            log.unclaim();
        }
        objects.drop(folio.word);
    }
}
