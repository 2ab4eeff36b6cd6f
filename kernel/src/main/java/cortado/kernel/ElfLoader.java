package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.Status;

/**
 * Maps an executable. Pages that no one will ever write, of a file that no one can write, are shared where they lie;
 * all others are copied to memory of the process.
 */
final class ElfLoader {
    private final Machine machine;
    private final Mappings mappings;
    private final PrivateMemory memory;
    private final ElfImage image = new ElfImage();

    ElfLoader(Machine machine, Mappings mappings, PrivateMemory memory) {
        this.machine = machine;
        this.mappings = mappings;
        this.memory = memory;
    }

    /** Loads a file that lies in a folio: OK or a status; then whoever made the process takes it apart again. */
    int load(Process process, Folio folio, long offset, long length) {
        int status = image.read(machine, folio.physical + offset, length);
        for (int i = 0; status == Status.OK && i < image.segments; i++) {
            status = load(process, folio, offset, length, i);
        }
        return status;
    }

    /** Where the file that was loaded last starts. */
    long entry() {
        return image.entry;
    }

    private int load(Process process, Folio folio, long base, long length, int segment) {
        long pageOffset = image.addresses[segment] % Limits.PAGE;
        long first = image.addresses[segment] - pageOffset;
        long pages = Memory.pages(pageOffset + image.memorySizes[segment]);
        if (pages > process.pageQuota) {
            return Status.QUOTA_EXCEEDED;
        }
        int shared = shareable(folio, base, length, segment);
        if (shared > 0) {
            long start = base + image.offsets[segment] - pageOffset;
            int status = mappings.map(
                    process, first, folio, (int) (start / Limits.PAGE), shared, image.accesses[segment], false);
            if (status != Status.OK) {
                return status;
            }
            synchronize(segment, folio.physical + start, shared);
        }
        return shared == pages ? Status.OK : copy(process, folio, base, segment, shared, (int) pages - shared);
    }

    /** How many pages, from the segment's first, can be mapped where they are. */
    private int shareable(Folio folio, long base, long length, int segment) {
        long offset = image.offsets[segment];
        long pageOffset = image.addresses[segment] % Limits.PAGE;
        boolean writable = (image.accesses[segment] & Machine.WRITE) != 0;
        if (writable || !folio.immutable || (base + offset) % Limits.PAGE != pageOffset || base % Limits.PAGE != 0) {
            return 0;
        }
        long end = offset + image.fileSizes[segment];
        boolean zeroTail = image.fileSizes[segment] != image.memorySizes[segment];
        // A last page that is only partly the segment's may show more of this file, but nothing behind it.
        long last = zeroTail ? end / Limits.PAGE : Math.min(Memory.pages(end), length / Limits.PAGE);
        return (int) Math.max(last - offset / Limits.PAGE, 0);
    }

    private int copy(Process process, Folio folio, long base, int segment, int skipped, int pages) {
        long pageOffset = image.addresses[segment] % Limits.PAGE;
        long address = image.addresses[segment] - pageOffset + Memory.bytes(skipped);
        int status = memory.mapRun(process, address, pages, image.accesses[segment]);
        if (status != Status.OK) {
            return status;
        }
        long target = memory.lastRun();
        long from = Math.max(Memory.bytes(skipped) - pageOffset, 0);
        if (from < image.fileSizes[segment]) {
            machine.copyPhysical(
                    folio.physical + base + image.offsets[segment] + from,
                    target + pageOffset + from - Memory.bytes(skipped),
                    image.fileSizes[segment] - from);
        }
        synchronize(segment, target, pages);
        return Status.OK;
    }

    private void synchronize(int segment, long physical, int pages) {
        if ((image.accesses[segment] & Machine.EXECUTE) != 0) {
            machine.synchronizeCode(physical, Memory.bytes(pages));
        }
    }
}
