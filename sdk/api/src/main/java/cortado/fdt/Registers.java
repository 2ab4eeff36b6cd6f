package cortado.fdt;

/**
 * What {@code reg}, {@code ranges} and {@code dma-ranges} say: where the CPU sees a node's registers, and under which
 * address a device sees memory (Devicetree Specification v0.4 §2.3.5–2.3.9). A negative answer is one of
 * {@link FlatTree}'s codes; addresses at or above 2<sup>63</sup> are malformed.
 */
public final class Registers {
    private final FlatTree tree;

    /** Reads one tree. */
    public Registers(FlatTree tree) {
        this.tree = tree;
    }

    /** Cells of an address on the bus that a node makes: its {@code #address-cells}, 2 if it has none. */
    public int addressCells(int bus) {
        return cellsOf(bus, tree.names().addressCells, 2);
    }

    /** Cells of a size on the bus that a node makes: its {@code #size-cells}, 1 if it has none. */
    public int sizeCells(int bus) {
        return cellsOf(bus, tree.names().sizeCells, 1);
    }

    private int cellsOf(int bus, byte[] name, int absent) {
        int property = tree.property(bus, name);
        if (property < 0) {
            return absent;
        }
        long cells = tree.valueLength(property) == 4 ? tree.cell(property, 0) : FlatTree.MALFORMED;
        return cells < 0 || cells > 4 ? FlatTree.MALFORMED : (int) cells;
    }

    /** How many register blocks a node has; 0 if it has no {@code reg}. */
    public int count(int node) {
        int property = tree.property(node, tree.names().reg);
        if (property < 0) {
            return 0;
        }
        int entry = entryCells(node);
        if (entry <= 0) {
            return FlatTree.MALFORMED;
        }
        int length = tree.valueLength(property);
        return length % (4 * entry) == 0 ? length / (4 * entry) : FlatTree.MALFORMED;
    }

    private int entryCells(int node) {
        int bus = tree.parent(node);
        int address = addressCells(bus);
        int size = sizeCells(bus);
        return bus < 0 || address < 0 || size < 0 ? FlatTree.MALFORMED : address + size;
    }

    /** The address of a register block on the node's own bus. */
    public long busAddress(int node, int number) {
        int count = count(node);
        if (count < 0 || number < 0 || number >= count) {
            return count < 0 ? count : FlatTree.ABSENT;
        }
        int cells = addressCells(tree.parent(node));
        if (cells > 2) {
            return FlatTree.UNSUPPORTED;
        }
        return tree.cells(tree.property(node, tree.names().reg), number * entryCells(node), cells);
    }

    /** Bytes of a register block; 0 on a bus without sizes. */
    public long size(int node, int number) {
        int count = count(node);
        if (count < 0 || number < 0 || number >= count) {
            return count < 0 ? count : FlatTree.ABSENT;
        }
        int bus = tree.parent(node);
        int first = number * entryCells(node) + addressCells(bus);
        return tree.cells(tree.property(node, tree.names().reg), first, sizeCells(bus));
    }

    /** The physical address of a register block as the CPU sees it. The whole block has to be reachable. */
    public long address(int node, int number) {
        long address = busAddress(node, number);
        long size = size(node, number);
        if (address < 0 || size < 0) {
            return Math.min(address, size);
        }
        return translate(tree.parent(node), address, size);
    }

    /**
     * Where the CPU sees an address of the bus that a node makes, following {@code ranges} up to the root. Empty ranges
     * change nothing; a bus without them cannot be seen.
     */
    public long translate(int bus, long address, long size) {
        return climb(bus, address, size, tree.names().ranges, false);
    }

    /** Bounded by the depth of the tree, which the index has limited. */
    private long climb(int start, long address, long size, byte[] name, boolean absentIsIdentity) {
        int bus = start;
        long at = address;
        while (at >= 0 && bus >= 0 && tree.parent(bus) >= 0) {
            int ranges = tree.property(bus, name);
            if (ranges < 0) {
                at = absentIsIdentity ? at : FlatTree.NOT_TRANSLATABLE;
            } else if (tree.valueLength(ranges) > 0) {
                at = through(bus, ranges, at, size);
            }
            bus = tree.parent(bus);
        }
        return bus < 0 ? FlatTree.ABSENT : at;
    }

    private long through(int bus, int ranges, long address, long size) {
        int entries = entries(bus, ranges);
        for (int entry = 0; entry < entries; entry++) {
            long from = childBase(bus, ranges, entry);
            long to = parentBase(bus, ranges, entry);
            long length = length(bus, ranges, entry);
            if (from < 0 || to < 0 || length < 0) {
                return Math.min(from, Math.min(to, length));
            }
            long offset = address - from;
            if (offset >= 0 && offset <= length && size <= length - offset && (size > 0 || offset < length)) {
                return to + offset < 0 ? FlatTree.MALFORMED : to + offset;
            }
        }
        return entries < 0 ? entries : FlatTree.NOT_TRANSLATABLE;
    }

    private int entries(int bus, int ranges) {
        int child = addressCells(bus);
        int parent = addressCells(tree.parent(bus));
        int size = sizeCells(bus);
        if (child < 0 || parent < 0 || size < 0) {
            return FlatTree.MALFORMED;
        }
        if (child > 2 || parent > 2) {
            return FlatTree.UNSUPPORTED;
        }
        int bytes = 4 * (child + parent + size);
        int length = tree.valueLength(ranges);
        return bytes == 0 || length % bytes != 0 ? FlatTree.MALFORMED : length / bytes;
    }

    private long childBase(int bus, int ranges, int entry) {
        return tree.cells(ranges, entry * rangeCells(bus), addressCells(bus));
    }

    private long parentBase(int bus, int ranges, int entry) {
        return tree.cells(ranges, entry * rangeCells(bus) + addressCells(bus), addressCells(tree.parent(bus)));
    }

    private long length(int bus, int ranges, int entry) {
        int before = addressCells(bus) + addressCells(tree.parent(bus));
        return tree.cells(ranges, entry * rangeCells(bus) + before, sizeCells(bus));
    }

    private int rangeCells(int bus) {
        return addressCells(bus) + addressCells(tree.parent(bus)) + sizeCells(bus);
    }

    /**
     * How many windows onto memory a device has by the {@code dma-ranges} of the nearest bus above it that has any; 0
     * if none has, and then the device sees memory as the CPU does.
     */
    public int windowCount(int node) {
        int bus = windowBus(node);
        return bus < 0 ? 0 : entries(bus, tree.property(bus, tree.names().dmaRanges));
    }

    private int windowBus(int node) {
        int bus = tree.parent(node);
        while (bus >= 0) {
            int ranges = tree.property(bus, tree.names().dmaRanges);
            if (ranges >= 0 && tree.valueLength(ranges) > 0 && tree.parent(bus) >= 0) {
                return bus;
            }
            bus = tree.parent(bus);
        }
        return FlatTree.ABSENT;
    }

    /** The first physical address of memory that a window shows. */
    public long windowMemory(int node, int number) {
        int bus = windowBus(node);
        if (number < 0 || number >= windowCount(node)) {
            return FlatTree.ABSENT;
        }
        int ranges = tree.property(bus, tree.names().dmaRanges);
        long base = parentBase(bus, ranges, number);
        return climb(tree.parent(bus), base, windowSize(node, number), tree.names().dmaRanges, true);
    }

    /** The address under which the device sees {@link #windowMemory}. */
    public long windowBusAddress(int node, int number) {
        int bus = windowBus(node);
        return number < 0 || number >= windowCount(node)
                ? FlatTree.ABSENT
                : childBase(bus, tree.property(bus, tree.names().dmaRanges), number);
    }

    /** Bytes of a window. */
    public long windowSize(int node, int number) {
        int bus = windowBus(node);
        return number < 0 || number >= windowCount(node)
                ? FlatTree.ABSENT
                : length(bus, tree.property(bus, tree.names().dmaRanges), number);
    }

    /** The address under which a device sees physical memory, which has to lie in one window as a whole. */
    public long dmaAddress(int node, long memory, long size) {
        int windows = windowCount(node);
        if (windows <= 0) {
            return windows < 0 ? windows : memory;
        }
        for (int number = 0; number < windows; number++) {
            long base = windowMemory(node, number);
            long length = windowSize(node, number);
            long bus = windowBusAddress(node, number);
            long offset = memory - base;
            if (base >= 0 && length >= 0 && bus >= 0 && offset >= 0 && offset < length && size <= length - offset) {
                return bus + offset < 0 ? FlatTree.MALFORMED : bus + offset;
            }
        }
        return FlatTree.NOT_TRANSLATABLE;
    }
}
