package cortado.environ.binding;

import cortado.environ.report.Diagnostics;
import cortado.environ.source.CompiledTree;
import cortado.environ.source.SourceMap;
import cortado.environ.text.Nearest;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.environ.tree.InterruptLine;
import cortado.environ.tree.RegisterBlock;
import cortado.fdt.FlatTree;
import cortado.fdt.GicInterrupt;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks what every tree has to get right, whatever the devices: cells, addresses, interrupts (Devicetree Specification
 * v0.4 chapter 2).
 */
public final class TreeCheck {
    private final DeviceTree tree;
    private final SourceMap positions;
    private final Diagnostics diagnostics;

    /** Checks a tree. */
    public TreeCheck(CompiledTree compiled, Diagnostics diagnostics) {
        this.tree = compiled.tree();
        this.positions = compiled.positions();
        this.diagnostics = diagnostics;
    }

    /** Reports every enabled node that breaks a rule. */
    public void run() {
        for (DeviceNode node : tree.nodes()) {
            status(node);
            if (node.isEnabled()) {
                cellCounts(node);
                compatible(node);
                registers(node);
                bus(node, "ranges");
                bus(node, "dma-ranges");
                interruptParent(node);
                interrupts(node);
            }
        }
    }

    private void error(DeviceNode node, String property, String text) {
        diagnostics.error(positions.property(node.path(), property), node.path() + ": " + property, text);
    }

    private void status(DeviceNode node) {
        if (!node.has("status")) {
            return;
        }
        List<String> status = node.strings("status");
        String value = status.isEmpty() ? "" : status.get(0);
        if (!StandardNames.STATUS.contains(value)) {
            error(
                    node,
                    "status",
                    "'" + value + "' found; one of okay, disabled, reserved, fail was expected"
                            + Nearest.suggestion(value, StandardNames.STATUS));
        }
    }

    private void cellCounts(DeviceNode node) {
        for (String name : List.of("#address-cells", "#size-cells", "#interrupt-cells")) {
            List<Long> cells = node.cells(name);
            boolean valid = node.length(name) == 4 && cells.get(0) <= 4;
            if (node.has(name) && !valid) {
                error(
                        node,
                        name,
                        (node.length(name) == 4 ? cells.get(0) + " found; " : "") + "a cell from 0 to 4 was expected");
            }
        }
    }

    private void compatible(DeviceNode node) {
        if (node.has("compatible") && node.compatible().isEmpty()) {
            error(node, "compatible", "a list of strings such as \"arm,pl011\" was expected");
        }
    }

    private void registers(DeviceNode node) {
        int count = node.registerCount();
        DeviceNode bus = node.parent();
        if (bus == null || !node.has("reg")) {
            return;
        }
        if (count < 0) {
            int address = tree.registers().addressCells(bus.offset());
            int size = tree.registers().sizeCells(bus.offset());
            if (address >= 0 && size >= 0) {
                error(
                        node,
                        "reg",
                        node.length("reg") / 4 + " cells found; a multiple of " + (address + size)
                                + " was expected, since "
                                + bus.path() + " has " + plural(address, "address cell") + " and "
                                + plural(size, "size cell"));
            }
            return;
        }
        List<RegisterBlock> blocks = node.registers();
        unitAddress(node, blocks);
        boolean mapped = tree.registers().sizeCells(bus.offset()) > 0
                && !node.compatible().isEmpty();
        for (RegisterBlock block : mapped ? blocks : List.<RegisterBlock>of()) {
            if (block.address() == FlatTree.NOT_TRANSLATABLE && isMemoryMapped(bus)) {
                error(node, "reg", untranslated(node, block));
            }
        }
    }

    /** Whether a bus says how its addresses appear above it; one that does not (I²C, MDIO) has addresses of its own. */
    private static boolean isMemoryMapped(DeviceNode bus) {
        return bus.parent() == null || bus.has("ranges");
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private void unitAddress(DeviceNode node, List<RegisterBlock> blocks) {
        int at = node.name().indexOf('@');
        boolean cpu = node.strings("device_type").contains("cpu");
        if (at < 0 || cpu || blocks.isEmpty() || blocks.get(0).busAddress() < 0) {
            return;
        }
        String unit = node.name().substring(at + 1);
        String first = Long.toHexString(blocks.get(0).busAddress());
        if (!unit.contains(",") && !unit.equals(first)) {
            diagnostics.warning(
                    positions.node(node.path()),
                    node.path(),
                    "the unit address is '" + unit + "', but reg starts at '" + first + "'");
        }
    }

    private String untranslated(DeviceNode node, RegisterBlock block) {
        DeviceNode bus = node.parent();
        return "reg[" + block.index() + "], " + range(block.busAddress(), block.size()) + ", is outside the ranges of "
                + bus.path() + seen(bus);
    }

    private String seen(DeviceNode bus) {
        List<Long> cells = bus.cells("ranges");
        int child = tree.registers().addressCells(bus.offset());
        int parent = bus.parent() == null
                ? 0
                : tree.registers().addressCells(bus.parent().offset());
        int size = tree.registers().sizeCells(bus.offset());
        if (cells.isEmpty() || child < 1 || child > 2 || size < 1 || size > 2 || parent < 1) {
            return "";
        }
        List<String> ranges = new ArrayList<>();
        int entry = child + parent + size;
        for (int i = 0; i + entry <= cells.size(); i += entry) {
            ranges.add(range(number(cells, i, child), number(cells, i + child + parent, size)));
        }
        return ", which are " + String.join(", ", ranges);
    }

    private static long number(List<Long> cells, int at, int width) {
        return width == 2 ? (cells.get(at) << 32) | cells.get(at + 1) : cells.get(at);
    }

    private static String range(long start, long size) {
        String from = Long.toHexString(start);
        return size <= 0 ? from : from + " to " + Long.toHexString(start + size - 1);
    }

    private void bus(DeviceNode node, String property) {
        int length = node.length(property);
        if (length <= 0 || node.parent() == null) {
            return;
        }
        int child = tree.registers().addressCells(node.offset());
        int parent = tree.registers().addressCells(node.parent().offset());
        int size = tree.registers().sizeCells(node.offset());
        int entry = child + parent + size;
        if (child >= 0 && parent >= 0 && size >= 0 && (entry == 0 || length % (4 * entry) != 0)) {
            error(
                    node,
                    property,
                    length / 4 + " cells found; a multiple of " + entry + " was expected: "
                            + plural(child, "address cell") + " here, " + parent + " in "
                            + node.parent().path() + ", " + plural(size, "size cell"));
        }
    }

    private void interruptParent(DeviceNode node) {
        List<Long> cells = node.cells("interrupt-parent");
        if (!node.has("interrupt-parent")) {
            return;
        }
        DeviceNode controller =
                cells.size() == 1 ? tree.at(tree.flat().byPhandle(cells.get(0).intValue())) : null;
        if (controller == null) {
            error(node, "interrupt-parent", "a reference to an interrupt controller was expected");
        } else if (!controller.has("interrupt-controller") && !controller.has("interrupt-map")) {
            error(node, "interrupt-parent", controller.path() + " is no interrupt controller" + controllers());
        }
    }

    private String controllers() {
        for (DeviceNode node : tree.nodes()) {
            if (GicInterrupt.isGic(tree.flat(), node.offset())) {
                return "; " + node.path() + " is one";
            }
        }
        return "";
    }

    private void interrupts(DeviceNode node) {
        String property = node.has("interrupts-extended") ? "interrupts-extended" : "interrupts";
        int count = node.interruptCount();
        if (!node.has(property) || diagnostics.hasErrorAbout(node.path() + ": interrupt-parent")) {
            return;
        }
        if (count == FlatTree.ABSENT) {
            error(
                    node,
                    property,
                    "no interrupt controller: neither this node nor one above it has an interrupt-parent");
        } else if (count < 0) {
            error(node, property, undivided(node, property));
        }
        for (InterruptLine line : node.interrupts()) {
            DeviceNode controller = tree.at(line.controller());
            if (controller != null && GicInterrupt.isGic(tree.flat(), controller.offset())) {
                gic(node, property, line);
            }
        }
    }

    private String undivided(DeviceNode node, String property) {
        int length = node.length(property);
        if (property.equals("interrupts-extended")) {
            return length / 4
                    + " cells found; each interrupt is a reference to a controller and its #interrupt-cells cells";
        }
        DeviceNode controller = tree.at(tree.interrupts().parent(node.offset()));
        int cells = controller == null ? -1 : tree.interrupts().cells(controller.offset());
        if (cells < 0) {
            return (controller == null ? "the controller" : controller.path()) + " has no valid #interrupt-cells";
        }
        return length / 4 + " cells found; a multiple of " + cells + " was expected, the #interrupt-cells of "
                + controller.path();
    }

    private void gic(DeviceNode node, String property, InterruptLine line) {
        int[] specifier = new int[4];
        tree.interrupts().resolve(node.offset(), line.index(), specifier);
        String which = "interrupt " + line.index();
        if (line.intid() == FlatTree.UNSUPPORTED) {
            error(node, property, which + " is of type " + specifier[0] + "; 0 (shared) or 1 (private) was expected");
        } else if (line.intid() < 0) {
            error(
                    node,
                    property,
                    which + " has number " + Integer.toUnsignedString(specifier[1]) + "; "
                            + (specifier[0] == 0 ? "0 to 987" : "0 to 15") + " was expected");
        } else if (specifier[0] == 0 && (specifier[2] & 0xf) != 1 && (specifier[2] & 0xf) != 4) {
            error(
                    node,
                    property,
                    which + " has trigger " + (specifier[2] & 0xf)
                            + "; 1 (rising edge) or 4 (level, high) was expected, which is all a shared interrupt can be");
        }
    }
}
