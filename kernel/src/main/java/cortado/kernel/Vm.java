package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Limits;

/** A virtual machine: what is mapped where in its guest-physical memory, and which of its CPUs there are. */
final class Vm extends KernelObject {
    private final long[] starts = new long[Limits.VM_MAPPINGS];
    private final long[] ends = new long[Limits.VM_MAPPINGS];
    private final int[] firstPages = new int[Limits.VM_MAPPINGS];
    private final int[] accesses = new int[Limits.VM_MAPPINGS];
    /** Null for the interrupt interface. */
    private final Folio[] folios = new Folio[Limits.VM_MAPPINGS];

    private int mappings;
    /** Bit n: there is a vcpu with index n. */
    int indices;
    /** Next in the pool's free list, or of those whose last reference is gone. */
    Vm nextFree;

    Vm(int number) {
        super(HandleType.VM, number);
    }

    int number() {
        return KernelObject.number(word);
    }

    int mappings() {
        return mappings;
    }

    long start(int mapping) {
        return starts[mapping];
    }

    int pages(int mapping) {
        return (int) ((ends[mapping] - starts[mapping]) / Limits.PAGE);
    }

    int access(int mapping) {
        return accesses[mapping];
    }

    Folio folio(int mapping) {
        return folios[mapping];
    }

    /** The page of a mapping's folio that an address in it stands for. */
    int page(int mapping, long address) {
        return firstPages[mapping] + (int) ((address - starts[mapping]) / Limits.PAGE);
    }

    /** The mapping that contains an address, or -1. */
    int find(long address) {
        for (int i = 0; i < mappings; i++) {
            if (address >= starts[i] && address < ends[i]) {
                return i;
            }
        }
        return -1;
    }

    /** Whether nothing is mapped in a range. */
    boolean isFree(long start, long end) {
        for (int i = 0; i < mappings; i++) {
            if (start < ends[i] && starts[i] < end) {
                return false;
            }
        }
        return true;
    }

    /** Enters a mapping; there is room. */
    void insert(long start, int pages, Folio folio, int firstPage, int access) {
        starts[mappings] = start;
        ends[mappings] = start + (long) pages * Limits.PAGE;
        folios[mappings] = folio;
        firstPages[mappings] = firstPage;
        accesses[mappings] = access;
        mappings++;
    }

    void remove(int mapping) {
        mappings--;
        starts[mapping] = starts[mappings];
        ends[mapping] = ends[mappings];
        folios[mapping] = folios[mappings];
        firstPages[mapping] = firstPages[mappings];
        accesses[mapping] = accesses[mappings];
        folios[mappings] = null;
    }
}
