package cortado.environ.tree;

import cortado.fdt.FlatTree;
import cortado.fdt.GicInterrupt;
import cortado.fdt.Interrupts;
import cortado.fdt.Registers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One node of a {@link DeviceTree}; its properties are read when they are asked for. */
public final class DeviceNode {
    private final DeviceTree tree;
    private final FlatTree flat;
    private final int offset;
    private List<String> compatible;

    DeviceNode(DeviceTree tree, int offset) {
        this.tree = tree;
        this.flat = tree.flat();
        this.offset = offset;
    }

    /** The offset of the node in the structure block, by which the kernel grants its registers and interrupts. */
    public int offset() {
        return offset;
    }

    /** The node's name with its unit address; empty for the root. */
    public String name() {
        return new String(flat.blob(), flat.nameOffset(offset), flat.nameLength(offset), StandardCharsets.UTF_8);
    }

    /** The node's full path. */
    public String path() {
        DeviceNode parent = parent();
        if (parent == null) {
            return "/";
        }
        String above = parent.path();
        return above.equals("/") ? "/" + name() : above + "/" + name();
    }

    /** The parent, null for the root. */
    public DeviceNode parent() {
        return tree.at(flat.parent(offset));
    }

    /** Whether the node has a property. */
    public boolean has(String property) {
        return flat.property(offset, property) >= 0;
    }

    /** The names of the node's properties, in order. */
    public List<String> properties() {
        List<String> names = new ArrayList<>();
        int property = flat.firstProperty(offset);
        while (property >= 0) {
            names.add(text(flat.propertyNameOffset(property)));
            property = flat.nextProperty(property);
        }
        return names;
    }

    /** Bytes of a property's value, or −1. */
    public int length(String property) {
        return flat.valueLength(flat.property(offset, property));
    }

    /** The 32-bit cells of a property, unsigned; none if it is absent. */
    public List<Long> cells(String property) {
        int found = flat.property(offset, property);
        List<Long> cells = new ArrayList<>();
        for (int i = 0; i < flat.cellCount(found); i++) {
            cells.add(flat.cell(found, i));
        }
        return cells;
    }

    /** The strings of a property; none if it is absent. */
    public List<String> strings(String property) {
        int found = flat.property(offset, property);
        List<String> strings = new ArrayList<>();
        int at = flat.nextString(found, FlatTree.ABSENT);
        while (at >= 0) {
            strings.add(text(at));
            at = flat.nextString(found, at);
        }
        return strings;
    }

    private String text(int at) {
        byte[] blob = flat.blob();
        int end = at;
        while (end < blob.length && blob[end] != 0) {
            end++;
        }
        return new String(blob, at, end - at, StandardCharsets.UTF_8);
    }

    /** The node's {@code compatible}, most specific first. */
    public List<String> compatible() {
        if (compatible == null) {
            compatible = Collections.unmodifiableList(strings("compatible"));
        }
        return compatible;
    }

    /** Whether the node and all above it may be used. */
    public boolean isEnabled() {
        return flat.isEnabled(offset);
    }

    /** How many entries {@code reg} has, or a negative code of {@link FlatTree}. */
    public int registerCount() {
        return tree.registers().count(offset);
    }

    /**
     * The register blocks, as far as {@code reg} can be read. On a bus without sizes {@code reg} is a number by which
     * the bus knows the device (of a CPU, on I²C), and there are none.
     */
    public List<RegisterBlock> registers() {
        Registers registers = tree.registers();
        List<RegisterBlock> blocks = new ArrayList<>();
        if (registers.sizeCells(flat.parent(offset)) == 0) {
            return blocks;
        }
        int count = registers.count(offset);
        for (int i = 0; i < count; i++) {
            blocks.add(new RegisterBlock(
                    i, registers.busAddress(offset, i), registers.address(offset, i), registers.size(offset, i)));
        }
        return blocks;
    }

    /** How many interrupts the node has, or a negative code of {@link FlatTree}. */
    public int interruptCount() {
        return tree.interrupts().count(offset);
    }

    /** The interrupts, as far as they can be read. */
    public List<InterruptLine> interrupts() {
        Interrupts interrupts = tree.interrupts();
        List<InterruptLine> lines = new ArrayList<>();
        int[] specifier = new int[Interrupts.MAX_CELLS];
        int count = interrupts.count(offset);
        for (int i = 0; i < count; i++) {
            int controller = interrupts.resolve(offset, i, specifier);
            boolean gic = controller >= 0 && GicInterrupt.isGic(flat, controller);
            int intid = gic ? GicInterrupt.intid(specifier) : FlatTree.UNSUPPORTED;
            lines.add(new InterruptLine(i, controller, intid, gic && GicInterrupt.isEdge(specifier)));
        }
        return lines;
    }

    /** The windows through which the device sees memory; none if it sees memory as the CPU does. */
    public List<DmaWindow> windows() {
        Registers registers = tree.registers();
        List<DmaWindow> windows = new ArrayList<>();
        int count = registers.windowCount(offset);
        for (int i = 0; i < count; i++) {
            windows.add(new DmaWindow(
                    registers.windowMemory(offset, i),
                    registers.windowBusAddress(offset, i),
                    registers.windowSize(offset, i)));
        }
        return windows;
    }

    /** The rate in hertz of the node's first clock where that is a fixed one; 0 where it is not, or there is none. */
    public long clockRate() {
        int clocks = flat.property(offset, "clocks");
        long phandle = flat.cell(clocks, 0);
        int clock = phandle < 0 ? FlatTree.ABSENT : flat.byPhandle((int) phandle);
        if (!flat.isCompatible(clock, "fixed-clock")) {
            return 0;
        }
        return Math.max(0, flat.number(flat.property(clock, "clock-frequency")));
    }

    @Override
    public String toString() {
        return path();
    }
}
