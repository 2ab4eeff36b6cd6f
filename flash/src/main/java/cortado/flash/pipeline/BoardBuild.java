package cortado.flash.pipeline;

import cortado.environ.board.BoardSpec;
import cortado.environ.check.BoardCheck;
import cortado.environ.check.CheckReport;
import cortado.environ.check.ProjectSpecs;
import cortado.environ.guest.GuestSpec;
import cortado.environ.report.Diagnostics;
import cortado.flash.archive.Entry;
import cortado.flash.manifest.ImageFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Builds everything that a board boots: kernel image, boot bundle and, for a board that has one, the card image. */
public final class BoardBuild {
    private static final String ARCHITECTURE = "arch/aarch64";
    /** What products are made from, besides class files. */
    private static final List<String> SOURCES =
            List.of("boards", "dts", ARCHITECTURE, "rootfs/system.yaml", "rootfs/linux");

    private final Project project;
    private final Progress progress;

    /** Builds in this checkout. */
    public BoardBuild(Project project, Progress progress) {
        this.project = project;
        this.progress = progress;
    }

    /** The board's description, or an error that names everything wrong with it. */
    public BoardSpec spec(String board) throws IOException {
        KnownBoards.require(project, board);
        Diagnostics diagnostics = new Diagnostics();
        Optional<BoardSpec> spec = BoardCheck.board(board, project.root(), diagnostics);
        Problems.report(diagnostics, progress);
        return spec.orElseThrow();
    }

    /** Brings the board's products up to date; one build at a time does so, others wait for it. */
    public BuiltBoard build(String board) throws IOException, InterruptedException {
        BoardSpec spec = spec(board);
        Path output = project.output(board);
        Files.createDirectories(output);
        try (FileChannel lockFile = FileChannel.open(
                        project.at("build/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lockFile.lock()) {
            assert lock.isValid();
            BuiltBoard built = products(spec, output);
            Path stamp = output.resolve("inputs");
            String inputs = inputs();
            boolean current = Files.exists(stamp)
                    && Files.readString(stamp).equals(inputs)
                    && Files.exists(built.kernel())
                    && Files.exists(built.bundle())
                    && built.card().map(BoardBuild::isWhole).orElse(true);
            if (!current) {
                Files.deleteIfExists(stamp);
                make(spec, built);
                Files.writeString(stamp, inputs);
            }
            return built;
        }
    }

    /** Brings a kernel up to date that counts the edges it takes, for fuzzing: its raw image. */
    public Path countingKernel() throws IOException {
        Path output = Files.createDirectories(shared().resolve("coverage"));
        try (FileChannel lockFile = FileChannel.open(
                        project.at("build/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lockFile.lock()) {
            assert lock.isValid();
            new KernelBuild(project, ARCHITECTURE).buildCounting(output, shared().resolve("work"), progress);
            return output.resolve("Image");
        }
    }

    private static boolean isWhole(Path card) {
        return Files.exists(card) && Files.exists(ImageFiles.map(card)) && Files.exists(ImageFiles.manifest(card));
    }

    /** Writes a card that differs from the board's own, from what is built already. */
    public void card(BuiltBoard built, CardChoices choices, Path target) throws IOException, InterruptedException {
        new CardBuild(project, progress)
                .build(
                        built.spec(),
                        Files.readAllBytes(built.kernel()),
                        Files.readAllBytes(built.bundle()),
                        choices,
                        target);
    }

    private BuiltBoard products(BoardSpec spec, Path output) {
        return new BuiltBoard(
                spec,
                output.resolve("Image"),
                shared().resolve("kernel.elf.debug"),
                output.resolve("bundle.cpio"),
                spec.image().map(image -> output.resolve(spec.name() + ".img")));
    }

    /** Programs and kernel are the same for every board of an architecture: they are compiled once. */
    private Path shared() {
        return project.output("aarch64");
    }

    /** The hash of everything that decides what comes out. */
    private String inputs() throws IOException {
        Fingerprint inputs = new Fingerprint();
        for (String source : SOURCES) {
            inputs.add(project.at(source));
        }
        ProjectSpecs specs = ProjectSpecs.load(project.root(), new Diagnostics());
        for (String process : specs.processes().keySet()) {
            inputs.add(specs.file(process).orElseThrow());
        }
        for (Path classes : new Modules(project).allClasses()) {
            inputs.add(classes);
        }
        return inputs.hex();
    }

    private void make(BoardSpec spec, BuiltBoard built) throws IOException, InterruptedException {
        CheckReport report = BoardCheck.check(Path.of(spec.name()), project.root());
        Problems.report(report.diagnostics(), progress);
        Path work = shared().resolve("work");
        progress.line("building " + spec.name() + ": kernel");
        byte[] image = new KernelBuild(project, ARCHITECTURE)
                .build(shared(), work, progress)
                .bytes();
        Diagnostics diagnostics = new Diagnostics();
        ProjectSpecs specs = ProjectSpecs.load(project.root(), diagnostics);
        Problems.report(diagnostics, progress);
        Optional<GuestSpec> linux = specs.guest();
        Problems.report(diagnostics, progress);
        List<Entry> guest = linux.isEmpty()
                ? List.of()
                : new GuestProducts(project, progress).build(linux.get()).entries();
        progress.line("building " + spec.name() + ": " + specs.processes().size() + " programs");
        byte[] bundle = new BundleBuild(specs, new Modules(project), progress).build(shared(), work, guest);
        WholeFile.write(built.kernel(), image);
        WholeFile.write(built.bundle(), bundle);
        if (built.card().isPresent()) {
            new CardBuild(project, progress)
                    .build(spec, image, bundle, CardChoices.PLAIN, built.card().get());
        }
    }
}
