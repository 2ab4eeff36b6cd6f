package cortado.environ.tree;

import cortado.fdt.FlatStatus;
import cortado.fdt.FlatTree;
import cortado.fdt.Interrupts;
import cortado.fdt.Platform;
import cortado.fdt.Registers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A device tree as objects: the view that binding, checking and listing work on. */
public final class DeviceTree {
    private final FlatTree flat;
    private final Registers registers;
    private final Interrupts interrupts;
    private final Platform platform;
    private final List<DeviceNode> nodes;

    /**
     * Reads a blob.
     *
     * @throws TreeFormatException if it is not a device tree
     */
    public DeviceTree(byte[] blob) throws TreeFormatException {
        flat = new FlatTree(blob);
        if (flat.status() != FlatStatus.OK) {
            throw new TreeFormatException(flat.status(), flat.faultOffset());
        }
        registers = new Registers(flat);
        interrupts = new Interrupts(flat);
        platform = new Platform(flat);
        List<DeviceNode> all = new ArrayList<>(flat.nodeCount());
        for (int node = flat.root(); node >= 0; node = flat.nextNode(node)) {
            all.add(new DeviceNode(this, node));
        }
        nodes = Collections.unmodifiableList(all);
    }

    /** All nodes, each after its parent. */
    public List<DeviceNode> nodes() {
        return nodes;
    }

    /** The node at an offset of the structure block, or null. */
    public DeviceNode at(int offset) {
        // Document order is the order of offsets.
        int low = 0;
        int high = nodes.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            DeviceNode node = nodes.get(middle);
            if (node.offset() == offset) {
                return node;
            }
            if (node.offset() < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** The node at a path, or null. */
    public DeviceNode at(String path) {
        return at(flat.path(path));
    }

    /** The node of the boot console, or null. */
    public DeviceNode console() {
        return at(platform.console());
    }

    /** The reader beneath. */
    public FlatTree flat() {
        return flat;
    }

    /** What {@code reg} and {@code ranges} mean here. */
    public Registers registers() {
        return registers;
    }

    /** What {@code interrupts} mean here. */
    public Interrupts interrupts() {
        return interrupts;
    }

    /** Memory, CPUs and what the boot loader left. */
    public Platform platform() {
        return platform;
    }
}
