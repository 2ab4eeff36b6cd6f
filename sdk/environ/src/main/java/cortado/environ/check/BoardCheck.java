package cortado.environ.check;

import cortado.environ.bind.Binder;
import cortado.environ.bind.Binding;
import cortado.environ.bind.Probe;
import cortado.environ.bind.Wiring;
import cortado.environ.binding.BindingCheck;
import cortado.environ.binding.NodeBinding;
import cortado.environ.binding.PlatformCheck;
import cortado.environ.binding.TreeCheck;
import cortado.environ.board.BoardSpec;
import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.source.CompiledTree;
import cortado.environ.source.DtsCompiler;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.text.Nearest;
import cortado.environ.tree.DmaWindow;
import cortado.environ.tree.InterruptLine;
import cortado.environ.tree.RegisterBlock;
import cortado.environ.yaml.BindingFile;
import cortado.environ.yaml.BoardFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks a board or a device tree of a project: compiles it, holds it to the bindings, binds the project's drivers to
 * it, and wires the services of the system that would run there.
 */
public final class BoardCheck {
    private final Path root;
    private final Diagnostics diagnostics = new Diagnostics();
    private final DtsCompiler compiler;
    private final List<CheckReport.Row> rows = new ArrayList<>();
    private final List<CheckReport.Unbound> unbound = new ArrayList<>();
    private final List<String> services = new ArrayList<>();

    private BoardCheck(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.compiler = new DtsCompiler(this.root, diagnostics);
    }

    /**
     * Checks one board or tree.
     *
     * @param boardOrDts the name of a board, the folder of one, its {@code board.yaml}, a {@code .dts} or a
     *     {@code .dtb}
     * @param projectRoot the project's folder, which holds {@code boards}, {@code dts}, {@code drivers} and
     *     {@code rootfs}
     * @return what was found; errors in the files are part of it
     * @throws IOException if a file or tool cannot be used at all
     */
    public static CheckReport check(Path boardOrDts, Path projectRoot) throws IOException {
        BoardCheck check = new BoardCheck(projectRoot);
        return check.run(boardOrDts);
    }

    /** The board package with this name, or nothing and diagnostics. */
    public static Optional<BoardSpec> board(String name, Path projectRoot, Diagnostics diagnostics) throws IOException {
        Path root = projectRoot.toAbsolutePath().normalize();
        Path file = root.resolve("boards").resolve(name).resolve("board.yaml");
        if (!Files.isRegularFile(file)) {
            diagnostics.error(
                    Position.of("boards"), "", "no board '" + name + "'" + Nearest.suggestion(name, boards(root)));
            return Optional.empty();
        }
        return BoardFile.load(file, root.relativize(file).toString(), diagnostics);
    }

    /** The names of the project's boards. */
    public static List<String> boards(Path projectRoot) throws IOException {
        Path folder = projectRoot.resolve("boards");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(board -> Files.isRegularFile(board.resolve("board.yaml")))
                    .map(board -> board.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private CheckReport run(Path boardOrDts) throws IOException {
        String name = boardOrDts.getFileName().toString();
        Optional<BoardSpec> board = Optional.empty();
        Optional<CompiledTree> tree = Optional.empty();
        if (name.endsWith(".dts")) {
            tree = compiler.compile(boardOrDts);
        } else if (name.endsWith(".dtb")) {
            tree = compiler.open(boardOrDts);
        } else {
            Path folder = boardFolder(boardOrDts);
            if (folder == null) {
                diagnostics.error(
                        Position.of("boards"), "", "no board '" + name + "'" + Nearest.suggestion(name, boards(root)));
            } else {
                name = folder.getFileName().toString();
                Path file = folder.resolve("board.yaml");
                board = BoardFile.load(file, compiler.shown(file), diagnostics);
                if (board.isPresent()) {
                    tree = compiler.compile(folder.resolve(board.get().dts()));
                }
            }
        }
        ProjectSpecs specs = ProjectSpecs.load(root, diagnostics);
        if (tree.isPresent()) {
            checkTree(tree.get(), specs);
        }
        return new CheckReport(name, board, rows, unbound, services, diagnostics.all());
    }

    private Path boardFolder(Path given) {
        Path folder = given.endsWith("board.yaml") ? given.toAbsolutePath().getParent() : given;
        if (Files.isRegularFile(folder.resolve("board.yaml"))) {
            return folder.toAbsolutePath().normalize();
        }
        Path named = root.resolve("boards").resolve(given);
        return Files.isRegularFile(named.resolve("board.yaml")) ? named : null;
    }

    private void checkTree(CompiledTree compiled, ProjectSpecs specs) throws IOException {
        new TreeCheck(compiled, diagnostics).run();
        List<NodeBinding> bindings = bindings();
        new BindingCheck(compiled, bindings, diagnostics).run();
        new PlatformCheck(compiled, diagnostics).run();
        List<Binding> bound = new Binder(compiled.tree(), specs.drivers(), Probe.NONE).bind();
        Set<String> known = new LinkedHashSet<>();
        bindings.forEach(binding -> known.addAll(binding.compatible()));
        specs.drivers().forEach(driver -> driver.device().ifPresent(device -> known.addAll(device.compatible())));
        new DeviceCheck(compiled, known, diagnostics).run(bound);
        bound.forEach(this::row);
        wire(bound, specs);
    }

    private List<NodeBinding> bindings() throws IOException {
        Path folder = root.resolve("dts/bindings");
        List<NodeBinding> bindings = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (Stream<Path> list = Files.list(folder)) {
                files = list.filter(file -> file.toString().endsWith(".yaml"))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                BindingFile.load(file, compiler.shown(file), diagnostics).ifPresent(bindings::add);
            }
        }
        return bindings;
    }

    private void row(Binding binding) {
        switch (binding) {
            case Binding.Bound bound -> driven(binding, bound.compatible(), bound.process());
            case Binding.Kernel kernel -> driven(binding, kernel.compatible(), "kernel");
            case Binding.Deferred deferred ->
                driven(
                        binding,
                        deferred.compatible(),
                        deferred.candidates().stream().map(ProcessSpec::name).collect(Collectors.joining(" or ")));
            case Binding.Unbound left ->
                unbound.add(new CheckReport.Unbound(
                        left.node().path(), String.join(" ", left.node().compatible()), left.text()));
        }
    }

    private void driven(Binding binding, String compatible, String driver) {
        rows.add(new CheckReport.Row(
                binding.node().path(),
                compatible,
                driver,
                joined(binding.node().registers().stream().map(RegisterBlock::toString)),
                joined(binding.node().interrupts().stream().map(InterruptLine::toString)),
                binding instanceof Binding.Kernel
                        ? ""
                        : joined(binding.node().windows().stream().map(DmaWindow::toString))));
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining(" "));
    }

    private void wire(List<Binding> bound, ProjectSpecs specs) {
        List<Wiring.Member> members = new ArrayList<>();
        Set<String> possible = new LinkedHashSet<>();
        for (Binding binding : bound) {
            if (binding instanceof Binding.Bound driver) {
                members.add(new Wiring.Member(driver.process(), driver.driver()));
            } else if (binding instanceof Binding.Deferred deferred) {
                for (ProcessSpec candidate : deferred.candidates()) {
                    if (possible.add(candidate.name())) {
                        members.add(new Wiring.Member(candidate.name(), candidate));
                    }
                }
            }
        }
        specs.started().forEach(spec -> members.add(new Wiring.Member(spec.name(), spec)));
        Wiring wiring = new Wiring(members);
        wiring.providers()
                .forEach((service, process) ->
                        services.add(service + ": " + process + (possible.contains(process) ? " (if present)" : "")));
        if (diagnostics.hasErrors()) {
            // What is missing now is likely to be a consequence.
            return;
        }
        for (Wiring.Inversion inversion : wiring.inversions()) {
            diagnostics.warning(
                    specs.position(inversion.member().spec().name() + ".priority", Position.of("rootfs/system.yaml")),
                    "priority",
                    inversion.text());
        }
        for (Wiring.Missing missing : wiring.missing()) {
            diagnostics.error(
                    specs.position(
                            missing.member().spec().name() + ".uses",
                            Position.of(missing.member().name())),
                    "uses",
                    missing.text() + idle(missing.service(), specs));
        }
    }

    /** A driver that would provide the service if the tree had a device for it. */
    private static String idle(String service, ProjectSpecs specs) {
        for (ProcessSpec driver : specs.drivers()) {
            if (driver.provides().contains(service)) {
                return "; the driver '" + driver.name() + "' would, but this tree has no device for it";
            }
        }
        return "";
    }
}
