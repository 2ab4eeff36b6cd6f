package cortado.fdt;

/**
 * Which controller receives a node's interrupts, and how it calls them (Devicetree Specification v0.4 §2.4):
 * {@code interrupts-extended}, or {@code interrupts} with the {@code interrupt-parent} of the node or the nearest node
 * above it. A controller's own numbering is left to it; {@link GicInterrupt} knows the GIC's.
 */
public final class Interrupts {
    /** Cells of the longest specifier that is read; a GICv3 with PPI partitions uses 4. */
    public static final int MAX_CELLS = 4;

    private final FlatTree tree;

    /** Reads one tree. */
    public Interrupts(FlatTree tree) {
        this.tree = tree;
    }

    /** Cells of an interrupt as this controller calls it, or MALFORMED. */
    public int cells(int controller) {
        int property = tree.property(controller, tree.names().interruptCells);
        long cells = tree.valueLength(property) == 4 ? tree.cell(property, 0) : FlatTree.MALFORMED;
        return cells < 1 || cells > MAX_CELLS ? FlatTree.MALFORMED : (int) cells;
    }

    /** Whether the node is an interrupt controller. */
    public boolean isController(int node) {
        return tree.property(node, tree.names().interruptController) >= 0;
    }

    /**
     * The controller or nexus that {@code interrupts} of a node go to: the first one reached by following
     * {@code interrupt-parent}, or else the parent.
     */
    public int parent(int node) {
        int at = node;
        for (int step = 0; step <= FlatIndex.MAX_DEPTH; step++) {
            int property = tree.property(at, tree.names().interruptParent);
            if (property >= 0) {
                long phandle = tree.valueLength(property) == 4 ? tree.cell(property, 0) : FlatTree.MALFORMED;
                return phandle < 0 ? FlatTree.MALFORMED : tree.byPhandle((int) phandle);
            }
            at = tree.parent(at);
            if (at < 0 || isController(at) || tree.property(at, tree.names().interruptMap) >= 0) {
                return at;
            }
        }
        return FlatTree.ABSENT;
    }

    /** How many interrupts a node has; MALFORMED if they do not divide into specifiers, ABSENT without a controller. */
    public int count(int node) {
        int extended = tree.property(node, tree.names().interruptsExtended);
        if (extended >= 0) {
            return countExtended(extended);
        }
        int property = tree.property(node, tree.names().interrupts);
        if (property < 0) {
            return 0;
        }
        int controller = parent(node);
        if (controller < 0) {
            return controller;
        }
        int cells = cells(controller);
        int length = tree.valueLength(property);
        return cells < 0 || length % (4 * cells) != 0 ? FlatTree.MALFORMED : length / (4 * cells);
    }

    private int countExtended(int property) {
        int total = tree.cellCount(property);
        int at = 0;
        int count = 0;
        while (at < total) {
            int cells = cells(tree.byPhandle((int) tree.cell(property, at)));
            if (cells < 0 || cells >= total - at) {
                return FlatTree.MALFORMED;
            }
            at += 1 + cells;
            count++;
        }
        return tree.valueLength(property) % 4 == 0 ? count : FlatTree.MALFORMED;
    }

    /**
     * Resolves one interrupt.
     *
     * @param specifier receives the cells, as many as {@link #cells} of the controller says; at least
     *     {@link #MAX_CELLS} long
     * @return the controller's node, or ABSENT, MALFORMED, or UNSUPPORTED where the way leads through an
     *     {@code interrupt-map}
     */
    public int resolve(int node, int number, int[] specifier) {
        int count = count(node);
        if (count < 0) {
            return count;
        }
        if (number < 0 || number >= count || specifier.length < MAX_CELLS) {
            return FlatTree.ABSENT;
        }
        int extended = tree.property(node, tree.names().interruptsExtended);
        if (extended >= 0) {
            return resolveExtended(extended, number, specifier);
        }
        int controller = parent(node);
        if (!isController(controller)) {
            return FlatTree.UNSUPPORTED;
        }
        int cells = cells(controller);
        copy(tree.property(node, tree.names().interrupts), number * cells, cells, specifier);
        return controller;
    }

    private int resolveExtended(int property, int number, int[] specifier) {
        int at = 0;
        int controller = tree.byPhandle((int) tree.cell(property, 0));
        for (int i = 0; i < number; i++) {
            at += 1 + cells(controller);
            controller = tree.byPhandle((int) tree.cell(property, at));
        }
        if (!isController(controller)) {
            return FlatTree.UNSUPPORTED;
        }
        copy(property, at + 1, cells(controller), specifier);
        return controller;
    }

    private void copy(int property, int first, int cells, int[] specifier) {
        for (int i = 0; i < cells; i++) {
            specifier[i] = (int) tree.cell(property, first + i);
        }
    }
}
