package cortado.environ.binding;

import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.source.CompiledTree;
import cortado.environ.source.SourceMap;
import cortado.environ.text.Nearest;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.fdt.FlatTree;
import cortado.fdt.GicInterrupt;
import cortado.fdt.Platform;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks that a tree has what the kernel needs to start: memory, CPUs, an interrupt controller, a console. */
public final class PlatformCheck {
    private final DeviceTree tree;
    private final SourceMap positions;
    private final Diagnostics diagnostics;

    /** Checks a tree. */
    public PlatformCheck(CompiledTree compiled, Diagnostics diagnostics) {
        this.tree = compiled.tree();
        this.positions = compiled.positions();
        this.diagnostics = diagnostics;
    }

    /** Reports what is missing or names nothing. */
    public void run() {
        memory();
        processors();
        controller();
        aliases();
        console();
    }

    private Position root() {
        return positions.node("/");
    }

    private void memory() {
        int node = tree.platform().nextMemory(FlatTree.ABSENT);
        if (node < 0) {
            diagnostics.error(root(), "/", "no memory; a node 'memory@…' with device_type = \"memory\" was expected");
        }
        while (node >= 0) {
            DeviceNode memory = tree.at(node);
            boolean filled = memory.registers().stream().allMatch(block -> block.size() > 0);
            if (memory.registerCount() <= 0) {
                diagnostics.error(
                        positions.node(memory.path()), memory.path(), "no reg; the memory's extent was expected");
            } else if (!filled) {
                diagnostics.note(
                        positions.property(memory.path(), "reg"),
                        memory.path() + ": reg",
                        "empty here; the board's firmware fills it in");
            }
            node = tree.platform().nextMemory(node);
        }
    }

    private void processors() {
        int node = tree.platform().nextCpu(FlatTree.ABSENT);
        if (node < 0) {
            diagnostics.error(root(), "/", "no CPU; a node '/cpus' with a child of device_type = \"cpu\" was expected");
        }
        boolean first = true;
        while (node >= 0) {
            processor(tree.at(node), first);
            first = false;
            node = tree.platform().nextCpu(node);
        }
    }

    private void processor(DeviceNode cpu, boolean first) {
        if (cpu.registerCount() != 1) {
            diagnostics.error(
                    positions.property(cpu.path(), "reg"),
                    cpu.path() + ": reg",
                    "one number was expected, the affinity fields of the CPU's MPIDR");
        }
        int method = tree.platform().startMethod(cpu.offset());
        List<String> named = cpu.strings("enable-method");
        if (method == Platform.START_UNKNOWN && (!named.isEmpty() || !first)) {
            String value = named.isEmpty() ? "" : named.get(0);
            diagnostics.error(
                    positions.property(cpu.path(), "enable-method"),
                    cpu.path() + ": enable-method",
                    (named.isEmpty() ? "missing" : "'" + value + "' found")
                            + "; one of psci, spin-table was expected"
                            + Nearest.suggestion(value, StandardNames.ENABLE_METHODS));
        }
        if (method == Platform.START_SPIN_TABLE && tree.platform().releaseAddress(cpu.offset()) < 0) {
            diagnostics.error(
                    positions.property(cpu.path(), "cpu-release-addr"),
                    cpu.path() + ": cpu-release-addr",
                    (cpu.has("cpu-release-addr") ? "malformed" : "missing")
                            + "; a spin-table CPU has an address of one or two cells that it watches");
        }
        if (method == Platform.START_PSCI && !hasPsci() && tree.platform().psciConduit() == Platform.CONDUIT_NONE) {
            diagnostics.error(
                    positions.property(cpu.path(), "enable-method"),
                    cpu.path() + ": enable-method",
                    "psci, but there is no node compatible with \"arm,psci-0.2\" whose method is smc or hvc");
        }
    }

    /** A PSCI node with a bad method has had its own error. */
    private boolean hasPsci() {
        return tree.flat().nextCompatible(FlatTree.ABSENT, "arm,psci-0.2") >= 0
                || tree.flat().nextCompatible(FlatTree.ABSENT, "arm,psci-1.0") >= 0;
    }

    private void controller() {
        for (DeviceNode node : tree.nodes()) {
            if (GicInterrupt.isGic(tree.flat(), node.offset())) {
                return;
            }
        }
        diagnostics.error(
                root(),
                "/",
                "no interrupt controller; a node compatible with \"arm,gic-400\" or \"arm,gic-v3\" was expected");
    }

    /** QEMU takes devices away and leaves their aliases behind: an error only where somebody can mend it. */
    private void aliases() {
        DeviceNode aliases = tree.at("/aliases");
        if (aliases == null) {
            return;
        }
        for (String alias : aliases.properties()) {
            List<String> path = aliases.strings(alias);
            boolean known = path.size() == 1 && tree.at(path.get(0)) != null;
            if (!known && !alias.equals("phandle")) {
                dangling(alias, path.isEmpty() ? "" : path.get(0));
            }
        }
    }

    private void dangling(String alias, String path) {
        String nearest = Nearest.to(path, paths());
        boolean slip = nearest != null && Nearest.isSlip(path, nearest);
        String text = "no node '" + path + "'" + (slip ? "; did you mean '" + nearest + "'?" : "");
        Position position = positions.property("/aliases", alias);
        if (positions.isKnown()) {
            diagnostics.error(position, "/aliases: " + alias, text);
        } else {
            diagnostics.warning(position, "/aliases: " + alias, text);
        }
    }

    private void console() {
        DeviceNode chosen = tree.at("/chosen");
        List<String> path = chosen == null ? List.of() : chosen.strings("stdout-path");
        if (path.isEmpty()) {
            diagnostics.note(
                    chosen == null ? root() : positions.node("/chosen"),
                    "/chosen",
                    "no stdout-path; the first serial port becomes the console");
            return;
        }
        DeviceNode console = tree.console();
        Position position = positions.property("/chosen", "stdout-path");
        String name =
                path.get(0).contains(":") ? path.get(0).substring(0, path.get(0).indexOf(':')) : path.get(0);
        if (console == null) {
            Set<String> known = new TreeSet<>(paths());
            DeviceNode aliases = tree.at("/aliases");
            if (aliases != null) {
                known.addAll(aliases.properties());
            }
            diagnostics.error(
                    position,
                    "/chosen: stdout-path",
                    "neither an alias nor a node '" + name + "'" + Nearest.suggestion(name, known));
        } else if (!console.isEnabled()) {
            diagnostics.error(
                    position, "/chosen: stdout-path", console.path() + " is disabled, so it cannot be the console");
        }
    }

    private Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        tree.nodes().forEach(node -> paths.add(node.path()));
        return paths;
    }
}
