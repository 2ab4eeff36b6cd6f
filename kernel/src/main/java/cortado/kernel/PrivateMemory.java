package cortado.kernel;

import cortado.abi.Status;

/** Memory that a process has for itself: image data, heap, stack, start block. It goes when the process goes. */
final class PrivateMemory {
    /** A heap that does not fit in one run is made of smaller ones, down to this many pages. */
    private static final int SMALLEST_RUN = 16;

    private final Memory memory;
    private final Objects objects;
    private final Mappings mappings;
    private long lastRun;

    PrivateMemory(Memory memory, Objects objects, Mappings mappings) {
        this.memory = memory;
        this.objects = objects;
        this.mappings = mappings;
    }

    /** The physical address of the run that was mapped last. */
    long lastRun() {
        return lastRun;
    }

    /** Maps so many zeroed pages at a free place, in as few runs as it takes. */
    int map(Process process, long address, int pages, int access) {
        int mapped = 0;
        int run = pages;
        while (mapped < pages) {
            run = Math.min(run, pages - mapped);
            int status = mapRun(process, address + Memory.bytes(mapped), run, access);
            if (status == Status.OK) {
                mapped += run;
            } else if (status == Status.NO_MEMORY && run > SMALLEST_RUN) {
                run = run / 2;
            } else {
                return status;
            }
        }
        return Status.OK;
    }

    /** Maps so many zeroed, contiguous pages at a free place. */
    int mapRun(Process process, long address, int pages, int access) {
        if (objects.folios.isEmpty()) {
            return Status.NO_MEMORY;
        }
        long physical = memory.take(process, pages, 0, Long.MAX_VALUE);
        if (physical < 0) {
            return (int) physical;
        }
        Folio folio = objects.folios.own(process, physical, pages, 0);
        objects.created(folio, null);
        int status = mappings.map(process, address, folio, 0, pages, access, false);
        if (status != Status.OK) {
            // One reference, so that dropping it frees the folio.
            folio.references = 1;
            objects.drop(folio.word);
        }
        lastRun = physical;
        return status;
    }
}
