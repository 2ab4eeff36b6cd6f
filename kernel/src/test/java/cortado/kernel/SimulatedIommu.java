package cortado.kernel;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** An IOMMU without tables: a set of pages for each stream. */
final class SimulatedIommu implements Iommu {
    static final int LINE = 106;

    /** An access that was stopped. */
    private record Fault(int stream, long address, boolean write) {}

    private final int node;
    private final Set<String> reachable = new HashSet<>();
    private final Set<Integer> silent = new HashSet<>();
    private final ArrayDeque<Fault> faults = new ArrayDeque<>();
    private Fault taken;
    private TablePages tables;
    private boolean stuck;
    private boolean absent;

    SimulatedIommu(int node) {
        this.node = node;
    }

    /** From now on it forgets nothing. */
    void setStuck() {
        stuck = true;
    }

    /** It will not start. */
    void setAbsent() {
        absent = true;
    }

    /** A device's access; false if it is stopped. */
    boolean access(int stream, long address, boolean write) {
        boolean reached = reaches(stream, address) && !silent.contains(stream);
        if (!reached && !silent.contains(stream)) {
            faults.add(new Fault(stream, address, write));
        }
        return reached;
    }

    boolean reaches(int stream, long address) {
        return reachable.contains(page(stream, address));
    }

    private static String page(int stream, long address) {
        return stream + ":" + (address >>> 12);
    }

    @Override
    public int streams() {
        return 256;
    }

    @Override
    public int node() {
        return node;
    }

    @Override
    public int pages() {
        return 9;
    }

    @Override
    public boolean start(long physical, TablePages pages) {
        tables = pages;
        return !absent;
    }

    @Override
    public int line(int index) {
        return index == 0 ? LINE : -1;
    }

    @Override
    public int mapCost(int stream, long address, int pages) {
        return 1;
    }

    @Override
    public boolean map(int stream, long address, int pages) {
        tables.take(stream);
        for (int i = 0; i < pages; i++) {
            reachable.add(page(stream, address + 4096L * i));
        }
        return true;
    }

    @Override
    public boolean unmap(int stream, long address, int pages) {
        for (int i = 0; i < pages && !stuck; i++) {
            reachable.remove(page(stream, address + 4096L * i));
        }
        return !stuck;
    }

    @Override
    public void silence(int stream) {
        silent.add(stream);
    }

    @Override
    public void admit(int stream) {
        silent.remove(stream);
    }

    @Override
    public boolean nextFault() {
        taken = faults.poll();
        return taken != null;
    }

    @Override
    public int faultStream() {
        return taken.stream();
    }

    @Override
    public long faultAddress() {
        return taken.address();
    }

    @Override
    public boolean faultWrites() {
        return taken.write();
    }
}
