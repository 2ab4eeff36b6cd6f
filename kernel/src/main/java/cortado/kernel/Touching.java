package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.Status;

/** Pages of sparse folios come to be where processes and guests touch them. */
final class Touching {
    /** There is nothing that could come to be at the address. */
    static final int ELSEWHERE = Status.NOT_FOUND;

    private final Machine machine;
    private final Memory memory;
    private final SparsePages pages;

    Touching(Machine machine, Memory memory, SparsePages pages) {
        this.machine = machine;
        this.memory = memory;
        this.pages = pages;
    }

    /** A process touches an address that is not in its tables: OK, {@link #ELSEWHERE}, or why there is no page. */
    int touch(Process process, long address) {
        int mapping = process.space.find(address);
        if (mapping < 0 || !process.space.folio(mapping).isSparse()) {
            return ELSEWHERE;
        }
        return commit(process, address & -Limits.PAGE, 1);
    }

    /**
     * Brings the pages of a range that is mapped into the tables, as far as it is of sparse folios: all, or none and a
     * status.
     */
    int commit(Process process, long address, int count) {
        VmSpace space = process.space;
        long end = address + Memory.bytes(count);
        int tables = machine.mapCost(process.number, address, count);
        int status = memory.check(process, tables);
        int missing = 0;
        boolean foreign = false;
        for (long at = address; at < end && status == Status.OK; ) {
            int mapping = space.find(at);
            Folio folio = space.folio(mapping);
            int run = (int) ((Math.min(end, space.end(mapping)) - at) / Limits.PAGE);
            if (folio.isSparse()) {
                missing += pages.missing(folio, space.page(mapping, at), run);
                status = pages.check(folio, missing, process, tables);
                foreign |= pages.isForeign(folio, process);
            }
            at += Memory.bytes(run);
        }
        if (status == Status.OK && foreign && missing > 0 && !memory.has(missing + (long) tables)) {
            status = Status.NO_MEMORY; // what one of several creators reserved is not for the others
        }
        if (status != Status.OK) {
            return status;
        }
        for (long at = address; at < end; at += Limits.PAGE) {
            int mapping = space.find(at);
            Folio folio = space.folio(mapping);
            if (folio.isSparse()) {
                long physical = pages.take(folio, space.page(mapping, at));
                machine.map(process.number, at, physical, 1, space.access(mapping));
            }
        }
        return Status.OK;
    }

    /** A guest touches a page of a mapping that is not in its tables: OK, or why there is no page. */
    int touch(GuestMachine guests, Vm vm, Process owner, int mapping, long address) {
        Folio folio = vm.folio(mapping);
        int page = vm.page(mapping, address);
        int tables = guests.mapCost(vm.number(), address, 1);
        int missing = pages.missing(folio, page, 1);
        int status = owner == null ? Status.QUOTA_EXCEEDED : memory.check(owner, tables);
        if (status == Status.OK) {
            status = pages.check(folio, missing, owner, tables);
        }
        if (status == Status.OK) {
            long physical = pages.take(folio, page);
            guests.map(vm.number(), address, physical, 1, vm.access(mapping));
        }
        return status;
    }
}
