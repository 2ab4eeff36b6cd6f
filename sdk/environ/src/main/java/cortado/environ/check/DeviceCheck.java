package cortado.environ.check;

import cortado.environ.bind.Binding;
import cortado.environ.report.Diagnostics;
import cortado.environ.source.CompiledTree;
import cortado.environ.text.Nearest;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.RegisterBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds the devices that are driven against each other: no two may have one register, or be told apart by luck. */
final class DeviceCheck {
    private static final long PAGE = 4096;

    private final CompiledTree compiled;
    private final Diagnostics diagnostics;

    private final Set<String> known;

    /** The known compatible strings are those of bindings and drivers: what is spelt so is spelt right. */
    DeviceCheck(CompiledTree compiled, Set<String> known, Diagnostics diagnostics) {
        this.compiled = compiled;
        this.known = known;
        this.diagnostics = diagnostics;
    }

    void run(List<Binding> bindings) {
        List<DeviceNode> driven = new ArrayList<>();
        for (Binding binding : bindings) {
            switch (binding) {
                case Binding.Unbound unbound -> obstacle(unbound);
                case Binding.Bound bound -> driven.add(bound.node());
                case Binding.Deferred deferred -> driven.add(deferred.node());
                case Binding.Kernel kernel -> driven.add(kernel.node());
            }
        }
        overlaps(driven);
        sharedPages(bindings);
    }

    /** A device that a driver fits, and that cannot be given to it, is a mistake in the tree. */
    private void obstacle(Binding.Unbound unbound) {
        if (unbound.reason() == Binding.Reason.NO_DRIVER) {
            misspelt(unbound.node());
        }
        String property = switch (unbound.reason()) {
            case REGISTERS -> "reg";
            case INTERRUPTS -> unbound.node().has("interrupts-extended") ? "interrupts-extended" : "interrupts";
            default -> "";
        };
        if (!property.isEmpty() && !isExplained(unbound.node())) {
            String path = unbound.node().path();
            diagnostics.error(compiled.positions().property(path, property), path + ": " + property, unbound.text());
        }
    }

    /** Whether an error in the node or in a bus above it has been reported, of which this would be a consequence. */
    private boolean isExplained(DeviceNode node) {
        for (DeviceNode at = node; at != null; at = at.parent()) {
            if (diagnostics.hasErrorAbout(at.path())) {
                return true;
            }
        }
        return false;
    }

    /** No driver and no binding has ever heard of it, but of something a slip away. */
    private void misspelt(DeviceNode node) {
        if (node.compatible().stream().anyMatch(known::contains)) {
            return;
        }
        for (String compatible : node.compatible()) {
            String nearest = Nearest.to(compatible, known);
            if (nearest != null && Nearest.isOneEdit(compatible, nearest)) {
                String text = "no driver and no binding is for '" + compatible + "'; did you mean '" + nearest + "'?";
                String subject = node.path() + ": compatible";
                if (compiled.positions().isKnown()) {
                    diagnostics.error(compiled.positions().property(node.path(), "compatible"), subject, text);
                } else {
                    diagnostics.warning(compiled.positions().node(node.path()), subject, text);
                }
            }
        }
    }

    private void overlaps(List<DeviceNode> driven) {
        for (int i = 0; i < driven.size(); i++) {
            for (int j = 0; j < i; j++) {
                overlap(driven.get(j), driven.get(i));
            }
        }
    }

    private void overlap(DeviceNode first, DeviceNode second) {
        for (RegisterBlock one : first.registers()) {
            for (RegisterBlock other : second.registers()) {
                if (one.isReachable() && one.overlaps(other)) {
                    diagnostics.error(
                            compiled.positions().property(second.path(), "reg"),
                            second.path() + ": reg",
                            "reg[" + other.index() + "], " + other + ", overlaps reg[" + one.index() + "] of "
                                    + first.path() + ", " + one);
                }
            }
        }
    }

    /** The MMU grants whole pages, so the driver of one device in a page reaches the others: worth knowing. */
    private void sharedPages(List<Binding> bindings) {
        Map<Long, List<String>> pages = new TreeMap<>();
        for (Binding binding : bindings) {
            if (binding.node().isEnabled()) {
                for (RegisterBlock block : binding.node().registers()) {
                    note(pages, binding, block);
                }
            }
        }
        pages.forEach((page, nodes) -> {
            boolean driven = nodes.stream().anyMatch(node -> node.endsWith("*"));
            if (nodes.size() > 1 && driven) {
                List<String> names =
                        nodes.stream().map(node -> node.replace("*", "")).toList();
                diagnostics.note(
                        compiled.positions().node(names.get(0)),
                        names.get(0),
                        "the page at " + Long.toHexString(page) + " also holds registers of "
                                + listed(names.subList(1, names.size()))
                                + ": whoever drives one of them can reach the others");
            }
        });
    }

    private static String listed(List<String> names) {
        return names.size() <= 2
                ? String.join(" and ", names)
                : names.get(0) + " and " + (names.size() - 1) + " more devices";
    }

    private static void note(Map<Long, List<String>> pages, Binding binding, RegisterBlock block) {
        boolean driven = binding instanceof Binding.Bound || binding instanceof Binding.Deferred;
        if (!block.isReachable() || block.size() <= 0) {
            return;
        }
        String name = binding.node().path() + (driven ? "*" : "");
        for (long page : List.of(block.address() / PAGE, (block.address() + block.size() - 1) / PAGE)) {
            List<String> nodes = pages.computeIfAbsent(page * PAGE, key -> new ArrayList<>());
            if (!nodes.contains(name)) {
                nodes.add(name);
            }
        }
    }
}
