package cortado.environ.binding;

import cortado.environ.binding.NodeBinding.Block;
import cortado.environ.binding.NodeBinding.Property;
import cortado.environ.report.Diagnostics;
import cortado.environ.source.CompiledTree;
import cortado.environ.source.SourceMap;
import cortado.environ.text.Nearest;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.environ.tree.RegisterBlock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds each node of a tree to the binding of its {@code compatible}. */
public final class BindingCheck {
    private final DeviceTree tree;
    private final SourceMap positions;
    private final Diagnostics diagnostics;
    private final Map<String, NodeBinding> byCompatible = new LinkedHashMap<>();

    /** Checks a tree against bindings. */
    public BindingCheck(CompiledTree compiled, List<NodeBinding> bindings, Diagnostics diagnostics) {
        this.tree = compiled.tree();
        this.positions = compiled.positions();
        this.diagnostics = diagnostics;
        for (NodeBinding binding : bindings) {
            binding.compatible().forEach(compatible -> byCompatible.putIfAbsent(compatible, binding));
        }
    }

    /** Reports every enabled node that breaks a promise. */
    public void run() {
        for (DeviceNode node : tree.nodes()) {
            if (node.isEnabled()) {
                NodeBinding binding = binding(node);
                names(node, binding);
                if (binding != null) {
                    registers(node, binding);
                    interrupts(node, binding);
                    binding.properties().forEach((name, property) -> property(node, binding, name, property));
                }
            }
        }
    }

    private NodeBinding binding(DeviceNode node) {
        for (String compatible : node.compatible()) {
            NodeBinding binding = byCompatible.get(compatible);
            if (binding != null) {
                return binding;
            }
        }
        return null;
    }

    private void error(DeviceNode node, String property, String text) {
        diagnostics.error(
                positions.property(node.path(), property),
                node.path() + (property.isEmpty() ? "" : ": " + property),
                text);
    }

    /** A property that is no known one, but a slip away from one that the node lacks. */
    private void names(DeviceNode node, NodeBinding binding) {
        if (node.compatible().isEmpty()) {
            return;
        }
        Set<String> known = new LinkedHashSet<>(StandardNames.ALL);
        if (binding != null) {
            known.addAll(binding.properties().keySet());
        }
        for (String name : node.properties()) {
            if (!known.contains(name)) {
                Set<String> lacking = new LinkedHashSet<>(known);
                lacking.removeAll(node.properties());
                String nearest = Nearest.to(name, lacking);
                if (nearest != null && Nearest.isSlip(name, nearest)) {
                    error(node, name, "unknown property; did you mean '" + nearest + "'?");
                }
            }
        }
    }

    private void registers(DeviceNode node, NodeBinding binding) {
        int count = node.registerCount();
        if (binding.anyReg() || count < 0) {
            return;
        }
        long least = binding.reg().stream().filter(block -> !block.optional()).count();
        if (count < least || count > binding.reg().size()) {
            error(node, "reg", entries(count) + " found; " + binding.title() + " has " + blocks(binding));
            return;
        }
        List<RegisterBlock> found = node.registers();
        for (int i = 0; i < count; i++) {
            Block block = binding.reg().get(i);
            if (found.get(i).size() < block.size()) {
                error(
                        node,
                        "reg",
                        "reg[" + i + "] has " + hex(found.get(i).size()) + " bytes; the " + block.name() + " of "
                                + binding.title() + " need " + hex(block.size()));
            }
        }
    }

    private static String entries(int count) {
        return count == 0 ? "no register block" : count == 1 ? "1 register block" : count + " register blocks";
    }

    private static String blocks(NodeBinding binding) {
        if (binding.reg().isEmpty()) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        for (Block block : binding.reg()) {
            text.append(text.isEmpty() ? "" : ", ").append(block.name()).append(block.optional() ? " (optional)" : "");
        }
        return binding.reg().size() + ": " + text;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private void interrupts(DeviceNode node, NodeBinding binding) {
        int count = node.interruptCount();
        if (count >= 0 && !binding.interrupts().allows(count)) {
            String property = node.has("interrupts-extended") ? "interrupts-extended" : "interrupts";
            error(node, property, count + " found; " + binding.title() + " has " + binding.interrupts());
        }
    }

    private void property(DeviceNode node, NodeBinding binding, String name, Property property) {
        if (!node.has(name)) {
            if (property.required()) {
                error(node, "", "no property '" + name + "', which " + binding.title() + " has to have");
            }
            return;
        }
        int length = node.length(name);
        switch (property.type()) {
            case FLAG -> {
                if (length != 0) {
                    error(node, name, "a value found; being there is all this property says");
                }
            }
            case CELL -> {
                if (length != 4) {
                    error(node, name, length + " bytes found; one cell, such as <1>, was expected");
                } else {
                    allowed(node, name, property, Long.toString(node.cells(name).get(0)));
                }
            }
            case CELLS -> {
                if (length == 0 || length % 4 != 0) {
                    error(node, name, length + " bytes found; cells, such as <1 2>, were expected");
                }
            }
            case STRING, STRINGS -> strings(node, name, property);
            case PHANDLES -> references(node, name, property.cellsName().orElse(""));
            case ANY -> {}
        }
    }

    private void strings(DeviceNode node, String name, Property property) {
        List<String> strings = node.strings(name);
        int bytes = 0;
        for (String string : strings) {
            bytes += string.length() + 1;
        }
        boolean one = property.type() == NodeBinding.Type.STRING;
        if (strings.isEmpty() || bytes != node.length(name) || (one && strings.size() != 1)) {
            error(
                    node,
                    name,
                    one ? "a string, such as \"text\", was expected" : "strings, such as \"text\", were expected");
            return;
        }
        strings.forEach(string -> allowed(node, name, property, string));
    }

    private void allowed(DeviceNode node, String name, Property property, String value) {
        if (!property.values().isEmpty() && !property.values().contains(value)) {
            error(
                    node,
                    name,
                    "'" + value + "' found; "
                            + (property.values().size() == 1 ? "" : "one of ")
                            + String.join(", ", property.values()) + " was expected"
                            + Nearest.suggestion(value, property.values()));
        }
    }

    private void references(DeviceNode node, String name, String cellsName) {
        List<Long> cells = node.cells(name);
        int at = 0;
        while (at < cells.size()) {
            DeviceNode target = tree.at(tree.flat().byPhandle(cells.get(at).intValue()));
            if (target == null) {
                error(node, name, "cell " + at + " is " + hex(cells.get(at)) + ", which is no node's phandle");
                return;
            }
            List<Long> count = target.cells(cellsName);
            if (count.size() != 1) {
                error(node, name, target.path() + " has no " + cellsName + ", so it cannot be referred to here");
                return;
            }
            if (count.get(0) > cells.size() - at - 1) {
                error(
                        node,
                        name,
                        (cells.size() - at - 1) + " cells behind the reference to " + target.path() + "; "
                                + count.get(0) + " were expected by its " + cellsName);
                return;
            }
            at += 1 + count.get(0).intValue();
        }
    }
}
