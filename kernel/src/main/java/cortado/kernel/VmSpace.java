package cortado.kernel;

import cortado.abi.Limits;
import cortado.metal.Apart;

/** What is mapped where in one address space: mappings in ascending order that do not overlap. */
final class VmSpace {
    private final long[] starts = new long[KernelLimits.MAPPINGS];
    private final long[] ends = new long[KernelLimits.MAPPINGS];
    /** {@link Machine} access bits. */
    private final int[] accesses = new int[KernelLimits.MAPPINGS];

    /** The pages of the folios that the mappings start with. */
    private final int[] firstPages = new int[KernelLimits.MAPPINGS];

    private final Folio[] folios = new Folio[KernelLimits.MAPPINGS];
    /** Made by FOLIO_MAP, and so may be unmapped. */
    private final boolean[] removable = new boolean[KernelLimits.MAPPINGS];

    private int count;
    /** The mapping that was asked for last. */
    private int last;
    /** The mapping that {@link #covers} found a range in last: start, end and access; nothing lies in none. */
    private long coverStart;

    private long coverEnd;
    private int coverAccess;

    int count() {
        return count;
    }

    int room() {
        return KernelLimits.MAPPINGS - count;
    }

    long start(int mapping) {
        return starts[mapping];
    }

    int pages(int mapping) {
        return (int) ((ends[mapping] - starts[mapping]) / Limits.PAGE);
    }

    long end(int mapping) {
        return ends[mapping];
    }

    /** {@link Machine} access bits. */
    int access(int mapping) {
        return accesses[mapping];
    }

    /** The page of its folio that an address in a mapping stands for. */
    int page(int mapping, long address) {
        return firstPages[mapping] + (int) ((address - starts[mapping]) / Limits.PAGE);
    }

    Folio folio(int mapping) {
        return folios[mapping];
    }

    /** The mapping that contains an address, or -1. */
    int find(long address) {
        if (last < count && address >= starts[last] && address < ends[last]) {
            return last;
        }
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (address < starts[middle]) {
                high = middle - 1;
            } else if (address >= ends[middle]) {
                low = middle + 1;
            } else {
                last = middle;
                return middle;
            }
        }
        return -1;
    }

    /** The mapping made by FOLIO_MAP that starts at an address, or -1. */
    int findRemovable(long address) {
        int mapping = find(address);
        return mapping >= 0 && starts[mapping] == address && removable[mapping] ? mapping : -1;
    }

    /** Whether every byte of a range is mapped with this access; an empty range is. */
    boolean covers(long address, long length, int access) {
        if (length < 0 || address < 0 || address > Limits.USER_END - length) {
            return false;
        }
        return (address >= coverStart && address + length <= coverEnd && (coverAccess & access) == access)
                || coversAll(address, length, access);
    }

    @Apart
    private boolean coversAll(long address, long length, int access) {
        long at = address;
        long end = address + length;
        while (at < end) {
            int mapping = find(at);
            if (mapping < 0 || (accesses[mapping] & access) != access) {
                return false;
            }
            at = ends[mapping];
            coverStart = starts[mapping];
            coverEnd = at;
            coverAccess = accesses[mapping];
        }
        return true;
    }

    /**
     * The lowest place, behind what was mapped first, for so many bytes with unmapped pages before and behind; -1 if
     * there is none.
     *
     * @param guard unmapped bytes that are kept before it
     */
    long place(long bytes, long guard) {
        for (int i = 0; i < count; i++) {
            long start = ends[i] + guard;
            long limit = i + 1 < count ? starts[i + 1] : Limits.USER_END;
            if (bytes <= limit - Limits.PAGE - start) {
                return start;
            }
        }
        return -1;
    }

    /** Enters a mapping; the caller has made sure that there is room and that the range is free. */
    void insert(long start, int pages, Folio folio, int firstPage, int access, boolean mayBeRemoved) {
        int at = count++;
        while (at > 0 && starts[at - 1] > start) {
            move(at - 1, at);
            at--;
        }
        starts[at] = start;
        ends[at] = start + (long) pages * Limits.PAGE;
        accesses[at] = access;
        folios[at] = folio;
        firstPages[at] = firstPage;
        removable[at] = mayBeRemoved;
    }

    void remove(int mapping) {
        count--;
        coverEnd = 0;
        for (int i = mapping; i < count; i++) {
            move(i + 1, i);
        }
        folios[count] = null;
    }

    private void move(int from, int to) {
        starts[to] = starts[from];
        ends[to] = ends[from];
        accesses[to] = accesses[from];
        folios[to] = folios[from];
        firstPages[to] = firstPages[from];
        removable[to] = removable[from];
    }
}
