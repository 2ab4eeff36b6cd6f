package cortado.fdt;

/**
 * A PCI host bridge with memory-mapped configuration, as the tree describes it (Linux bindings
 * pci/host-generic-pci.yaml and pci/pci-iommu.txt; PCI Bus Binding to IEEE 1275 r2.1 §2.2). A function is named by its
 * requester id: bus in bits 15:8, device in 7:3, function in 2:0. A negative answer is one of {@link FlatTree}'s codes.
 */
public final class PciHost {
    /** What the node says that it is. */
    public static final String COMPATIBLE = "pci-host-ecam-generic";

    /** Requester ids go up to here. */
    public static final int FUNCTIONS = 1 << 16;

    /** Bytes of a function's configuration (PCI Express Base §7.2.2). */
    public static final int CONFIGURATION = 4096;

    private static final int ADDRESS_CELLS = 3;
    private static final int SIZE_CELLS = 2;
    /** Space code of the first address cell, bits 25:24: memory below 4 GiB. */
    private static final int SPACE_SHIFT = 24;

    private static final int SPACE_MEMORY32 = 2;

    private final FlatTree tree;
    private final Registers registers;
    private final Interrupts interrupts;
    private final int node;

    /** The first enabled bridge of a tree; {@link #node} tells if there is none. */
    public PciHost(FlatTree tree) {
        this.tree = tree;
        this.registers = new Registers(tree);
        this.interrupts = new Interrupts(tree);
        int found = tree.nextCompatible(FlatTree.ABSENT, COMPATIBLE);
        while (found >= 0 && !tree.isEnabled(found)) {
            found = tree.nextCompatible(found, COMPATIBLE);
        }
        this.node = found;
    }

    /** The bridge's node, or ABSENT. */
    public int node() {
        return node;
    }

    /** The physical address of a function's configuration. */
    public long configuration(int function) {
        if (node < 0 || function < 0 || function >= FUNCTIONS) {
            return FlatTree.ABSENT;
        }
        int range = tree.property(node, tree.names().busRange);
        long firstBus = range < 0 ? 0 : tree.cell(range, 0);
        long offset = (function - (firstBus << 8)) * CONFIGURATION;
        long base = registers.address(node, 0);
        if (base < 0 || firstBus < 0) {
            return FlatTree.MALFORMED;
        }
        return offset < 0 || offset > registers.size(node, 0) - CONFIGURATION ? FlatTree.ABSENT : base + offset;
    }

    /** The first address on the bus of the window onto 32-bit memory. */
    public long windowStart() {
        int entry = window();
        return entry < 0 ? entry : tree.cells(ranges(), entry + 1, 2);
    }

    /** Bytes of that window. */
    public long windowSize() {
        int entry = window();
        return entry < 0 ? entry : tree.cells(ranges(), entry + ADDRESS_CELLS + parentCells(), SIZE_CELLS);
    }

    /** Where the CPU sees a range of the bus's addresses, which has to lie in the window as a whole. */
    public long translate(long address, long size) {
        long start = windowStart();
        long length = windowSize();
        long offset = address - start;
        if (start < 0 || length < 0 || size <= 0 || offset < 0 || offset > length - size) {
            return FlatTree.NOT_TRANSLATABLE;
        }
        long base = tree.cells(ranges(), window() + ADDRESS_CELLS, parentCells());
        long above = base < 0 ? base : registers.translate(tree.parent(node), base + offset, size);
        return base + offset < 0 ? FlatTree.MALFORMED : above;
    }

    private int ranges() {
        return tree.property(node, tree.names().ranges);
    }

    private int parentCells() {
        return registers.addressCells(tree.parent(node));
    }

    /** The cell at which the window's entry of {@code ranges} starts. */
    private int window() {
        int parent = node < 0 ? FlatTree.ABSENT : parentCells();
        if (parent < 1 || parent > 2 || !isBusOf(ADDRESS_CELLS, SIZE_CELLS)) {
            return FlatTree.MALFORMED;
        }
        int entry = ADDRESS_CELLS + parent + SIZE_CELLS;
        int total = tree.cellCount(ranges());
        for (int at = 0; at <= total - entry; at += entry) {
            if ((tree.cell(ranges(), at) >> SPACE_SHIFT & 3) == SPACE_MEMORY32) {
                return at;
            }
        }
        return FlatTree.ABSENT;
    }

    private boolean isBusOf(int addressCells, int sizeCells) {
        return registers.addressCells(node) == addressCells && registers.sizeCells(node) == sizeCells;
    }

    /** Whether devices see memory at other addresses than the CPU does, which is not supported here. */
    public boolean hasDmaRanges() {
        return tree.valueLength(tree.property(node, tree.names().dmaRanges)) > 0;
    }

    /** The node of the IOMMU that a function's accesses pass, or ABSENT if they pass none. */
    public int iommu(int function) {
        int entry = iommuEntry(function);
        return entry < 0 ? entry : tree.byPhandle((int) tree.cell(iommuMap(), entry + 1));
    }

    /** What that IOMMU knows the function by. */
    public long stream(int function) {
        int entry = iommuEntry(function);
        return entry < 0 ? entry : tree.cell(iommuMap(), entry + 2) + (function - tree.cell(iommuMap(), entry));
    }

    private int iommuMap() {
        return tree.property(node, tree.names().iommuMap);
    }

    private int iommuEntry(int function) {
        int map = node < 0 ? FlatTree.ABSENT : iommuMap();
        int total = tree.cellCount(map);
        for (int at = 0; at <= total - 4; at += 4) {
            long offset = function - tree.cell(map, at);
            if (offset >= 0 && offset < tree.cell(map, at + 3)) {
                return at;
            }
        }
        return total % 4 == 0 ? FlatTree.ABSENT : FlatTree.MALFORMED;
    }

    /**
     * Resolves a function's interrupt pin by {@code interrupt-map} (Devicetree Specification v0.4 §2.4.3).
     *
     * @param pin 1 to 4 for INTA to INTD
     * @param specifier receives the cells, as {@link Interrupts#resolve} has them
     * @return the controller's node
     */
    public int interrupt(int function, int pin, int[] specifier) {
        int map = node < 0 ? FlatTree.ABSENT : tree.property(node, tree.names().interruptMap);
        int mask = node < 0 ? FlatTree.ABSENT : tree.property(node, tree.names().interruptMapMask);
        int total = tree.cellCount(map);
        // Of the unit address only the first cell counts: the others of a configuration address are 0.
        long wantedUnit = (long) function << 8 & maskCell(mask, 0);
        long wantedPin = pin & maskCell(mask, ADDRESS_CELLS);
        int at = 0;
        while (at + ADDRESS_CELLS + 2 <= total) {
            int controller = tree.byPhandle((int) tree.cell(map, at + ADDRESS_CELLS + 1));
            int unitCells =
                    tree.property(controller, tree.names().addressCells) < 0 ? 0 : registers.addressCells(controller);
            int cells = interrupts.cells(controller);
            int first = at + ADDRESS_CELLS + 2 + unitCells;
            if (controller < 0 || unitCells < 0 || cells < 0 || first + cells > total) {
                return FlatTree.MALFORMED;
            }
            if (tree.cell(map, at) == wantedUnit && tree.cell(map, at + ADDRESS_CELLS) == wantedPin) {
                for (int i = 0; i < cells; i++) {
                    specifier[i] = (int) tree.cell(map, first + i);
                }
                return interrupts.isController(controller) ? controller : FlatTree.UNSUPPORTED;
            }
            at = first + cells;
        }
        return FlatTree.ABSENT;
    }

    private long maskCell(int mask, int cell) {
        return mask < 0 ? 0xffff_ffffL : Math.max(0, tree.cell(mask, cell));
    }
}
