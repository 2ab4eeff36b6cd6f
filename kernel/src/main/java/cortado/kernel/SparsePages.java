package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.Status;

/**
 * The pages of {@link cortado.abi.FolioFlag#SPARSE} folios. A folio's {@code physical} is that of a root page of 512
 * addresses of index pages, each of 512 addresses of pages; 0 where there is none yet. All of them count against the
 * folio's creator.
 */
final class SparsePages {
    private static final int ENTRIES = Limits.PAGE / 8;
    private static final int SHIFT = 9;

    private final Machine machine;
    private final Memory memory;
    private final ProcessPool processes;

    SparsePages(Machine machine, Memory memory, ProcessPool processes) {
        this.machine = machine;
        this.memory = memory;
        this.processes = processes;
    }

    /** The address of a page, or 0 if it has not been touched. */
    long find(Folio folio, int page) {
        long index = machine.loadPhysical(folio.physical + 8L * (page >>> SHIFT));
        return index == 0 ? 0 : machine.loadPhysical(index + 8L * (page & ENTRIES - 1));
    }

    /** How many pages of memory a run of pages lacks, index pages included. */
    int missing(Folio folio, int first, int count) {
        int missing = 0;
        int page = first;
        int end = first + count;
        while (page < end) {
            int stop = Math.min(end, (page | ENTRIES - 1) + 1);
            long index = machine.loadPhysical(folio.physical + 8L * (page >>> SHIFT));
            if (index == 0) {
                missing += 1 + stop - page;
            } else {
                for (int i = page; i < stop; i++) {
                    missing += machine.loadPhysical(index + 8L * (i & ENTRIES - 1)) == 0 ? 1 : 0;
                }
            }
            page = stop;
        }
        return missing;
    }

    /** OK if {@link #take} can be called for so many missing pages while a process takes so many tables. */
    int check(Folio folio, int missing, Process process, int tables) {
        if (missing == 0) {
            return Status.OK;
        }
        Process creator = processes.owner(folio);
        if (creator == null) {
            return Status.QUOTA_EXCEEDED;
        }
        if (creator == process) {
            return memory.check(creator, missing + (long) tables);
        }
        int status = memory.check(creator, missing);
        return status == Status.OK && !memory.has(missing + (long) tables) ? Status.NO_MEMORY : status;
    }

    /** Whether a folio's pages count against another process. */
    boolean isForeign(Folio folio, Process process) {
        return processes.owner(folio) != process;
    }

    /** The address of a page, which is made if it is missing; {@link #check} has said that it can be. */
    long take(Folio folio, int page) {
        long place = folio.physical + 8L * (page >>> SHIFT);
        long index = machine.loadPhysical(place);
        if (index == 0) {
            index = memory.takePage(processes.owner(folio));
            machine.storePhysical(place, index);
        }
        place = index + 8L * (page & ENTRIES - 1);
        long physical = machine.loadPhysical(place);
        if (physical == 0) {
            Process creator = processes.owner(folio);
            physical = memory.takePage(creator);
            creator.sparsePages++;
            machine.storePhysical(place, physical);
        }
        return physical;
    }

    /** Gives every page back, the root as well. */
    void give(Folio folio) {
        Process creator = processes.owner(folio);
        int indices = (folio.pages + ENTRIES - 1) >>> SHIFT;
        for (int i = 0; i < indices; i++) {
            long index = machine.loadPhysical(folio.physical + 8L * i);
            if (index != 0) {
                giveIndex(creator, index);
            }
        }
        memory.give(creator, folio.physical, 1);
    }

    private void giveIndex(Process creator, long index) {
        for (int i = 0; i < ENTRIES; i++) {
            long physical = machine.loadPhysical(index + 8L * i);
            if (physical != 0) {
                memory.give(creator, physical, 1);
                if (creator != null) {
                    creator.sparsePages--;
                }
            }
        }
        memory.give(creator, index, 1);
    }
}
