package cortado.fuzz.target;

import cortado.environ.bind.Binder;
import cortado.environ.bind.Binding;
import cortado.environ.bind.Wiring;
import cortado.environ.binding.BindingCheck;
import cortado.environ.binding.NodeBinding;
import cortado.environ.binding.PlatformCheck;
import cortado.environ.binding.TreeCheck;
import cortado.environ.check.ProjectSpecs;
import cortado.environ.report.Diagnostic;
import cortado.environ.report.Diagnostics;
import cortado.environ.source.CompiledTree;
import cortado.environ.source.SourceMap;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.environ.tree.TreeFormatException;
import cortado.environ.yaml.BindingFile;
import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.kernel.simulated.TreeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A flattened device tree, as firmware hands it over: read, held to the bindings, bound to the project's drivers,
 * wired. Either it is refused with a place, or everything that {@code check} and the supervisor do with it ends.
 */
public final class DeviceTreeTarget implements Target {
    private final Path project;
    private final List<ProcessSpec> drivers;
    private final List<NodeBinding> bindings = new ArrayList<>();

    /** With the drivers and bindings of the project. */
    public DeviceTreeTarget(Path project) {
        this.project = project;
        Diagnostics diagnostics = new Diagnostics();
        try (Stream<Path> files = Files.list(project.resolve("dts/bindings"))) {
            drivers = ProjectSpecs.load(project, diagnostics).drivers();
            for (Path file : files.sorted().toList()) {
                BindingFile.load(file, file.toString(), diagnostics).ifPresent(bindings::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (diagnostics.hasErrors()) {
            throw new IllegalStateException("the project has errors: " + diagnostics.all());
        }
    }

    @Override
    public String name() {
        return "device-tree";
    }

    @Override
    public String description() {
        return "flattened device trees: bound, or refused with a reason";
    }

    @Override
    public int longest() {
        return 256 << 10;
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(small());
        Path built = project.resolve("build");
        if (Files.isDirectory(built)) {
            try (Stream<Path> files = Files.walk(built, 2)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".dtb"))
                        .sorted()
                        .toList()) {
                    seeds.add(Files.readAllBytes(file));
                }
            }
        }
        return seeds;
    }

    private static byte[] small() {
        TreeWriter writer = new TreeWriter();
        writer.begin("");
        writer.cells("#address-cells", 2).cells("#size-cells", 2).cells("interrupt-parent", 1);
        writer.strings("compatible", "fuzz,board");
        writer.begin("memory@40000000");
        writer.strings("device_type", "memory").cells("reg", 0, 0x4000_0000, 0, 0x800_0000);
        writer.end();
        writer.begin("intc@8000000");
        writer.strings("compatible", "arm,gic-400").cells("phandle", 1).cells("#interrupt-cells", 3);
        writer.cells("interrupt-controller").cells("reg", 0, 0x800_0000, 0, 0x1000);
        writer.end();
        writer.begin("soc");
        writer.strings("compatible", "simple-bus").cells("#address-cells", 1).cells("#size-cells", 1);
        writer.cells("ranges", 0, 0, 0x900_0000, 0x100_0000).cells("dma-ranges", 0, 0, 0, 0x4000_0000);
        writer.begin("serial@0");
        writer.strings("compatible", "arm,pl011", "arm,primecell");
        writer.cells("reg", 0, 0x1000).cells("interrupts", 0, 1, 4).strings("status", "okay");
        writer.end();
        writer.end();
        return writer.end().toBytes();
    }

    @Override
    public void take(byte[] input) {
        DeviceTree tree;
        try {
            tree = new DeviceTree(input);
        } catch (TreeFormatException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new Finding("a tree was refused without a reason");
            }
            return;
        }
        check(tree);
        bind(tree, (node, block, offset) -> OptionalInt.empty());
        bind(tree, (node, block, offset) -> OptionalInt.of(2));
    }

    private void check(DeviceTree tree) {
        CompiledTree compiled = new CompiledTree(tree, SourceMap.none("input.dtb"));
        Diagnostics diagnostics = new Diagnostics();
        new TreeCheck(compiled, diagnostics).run();
        new BindingCheck(compiled, bindings, diagnostics).run();
        new PlatformCheck(compiled, diagnostics).run();
        for (Diagnostic diagnostic : diagnostics.all()) {
            if (diagnostic.text().isBlank()) {
                throw new Finding("a diagnostic says nothing: " + diagnostic);
            }
        }
    }

    private void bind(DeviceTree tree, cortado.environ.bind.Probe probe) {
        List<Wiring.Member> members = new ArrayList<>();
        for (Binding binding : new Binder(tree, drivers, probe).bind()) {
            describe(binding.node());
            if (binding instanceof Binding.Bound bound) {
                members.add(new Wiring.Member(bound.process(), bound.driver()));
            }
        }
        new Wiring(members).missing().forEach(missing -> missing.text());
    }

    private static void describe(DeviceNode node) {
        if (node.path().isEmpty()) {
            throw new Finding("a node has no path");
        }
        String text = node.registers() + " " + node.interrupts() + " " + node.windows();
        if (text.indexOf('\0') >= 0) {
            throw new Finding("a node's description holds a NUL: " + node.path());
        }
    }
}
