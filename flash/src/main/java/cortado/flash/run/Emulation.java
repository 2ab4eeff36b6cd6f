package cortado.flash.run;

import cortado.environ.board.BoardSpec;
import cortado.flash.command.CommandException;
import cortado.flash.command.Exit;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.BuiltBoard;
import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A board or card image that is ready to be emulated, with a folder for what this one run needs. */
public final class Emulation implements AutoCloseable {
    /** The board whose emulated machine runs a card image that is named as a file. */
    private static final String CARD_BOARD = "rpi4";

    private static final String CARD_MODEL = "pi4";
    private static final String CARD_TREE = "bcm2711-rpi-4-b.dtb";
    private static final long SCRATCH_BYTES = 8 << 20;

    private final Path folder;
    private final BoardSpec spec;
    private BootFiles files;
    private final Optional<Path> kernelElf;

    private Emulation(Path folder, BoardSpec spec, BootFiles files, Optional<Path> kernelElf) {
        this.folder = folder;
        this.spec = spec;
        this.files = files;
        this.kernelElf = kernelElf;
    }

    /**
     * Brings a board up to date, or opens a card image.
     *
     * @param boardOrImage a board's name, a card image, compressed or not, or a drive
     */
    public static Emulation prepare(Project project, BoardBuild build, String boardOrImage)
            throws IOException, InterruptedException {
        return prepare(project, build, boardOrImage, false);
    }

    /**
     * As {@link #prepare(Project, BoardBuild, String)}.
     *
     * @param tryboot whether to boot the spare slot of a card that has two
     */
    public static Emulation prepare(Project project, BoardBuild build, String boardOrImage, boolean tryboot)
            throws IOException, InterruptedException {
        boolean image = ImageFiles.looksLikeImage(Path.of(boardOrImage));
        BoardSpec spec = build.spec(image ? CARD_BOARD : boardOrImage);
        if (spec.qemu().isEmpty()) {
            throw new CommandException(
                    Exit.USAGE,
                    "no emulator has a " + spec.description() + ": `./cortado build " + spec.name()
                            + "` makes its card, which only the board itself runs");
        }
        Optional<BuiltBoard> built = image ? Optional.empty() : Optional.of(build.build(boardOrImage));
        Files.createDirectories(project.at("build"));
        Path folder = RunFolder.create(project.at("build"));
        try {
            BootFiles files;
            if (image) {
                files = card(CardSnapshot.of(Path.of(boardOrImage), folder), folder, tryboot, spec);
            } else if (spec.qemu().get().boot() == BoardSpec.Boot.IMAGE) {
                files = card(built.get().card().orElseThrow(), folder, tryboot, spec);
            } else {
                files = new BootFiles(
                        Files.copy(built.get().kernel(), folder.resolve("Image")),
                        Files.copy(built.get().bundle(), folder.resolve("bundle.cpio")),
                        Optional.empty(),
                        "",
                        Optional.empty());
            }
            return new Emulation(folder, spec, files, built.map(BuiltBoard::kernelElf));
        } catch (IOException | RuntimeException e) {
            RunFolder.delete(folder);
            throw e;
        }
    }

    /**
     * What the firmware would load from a card, the device tree without what the machine has not, and with what the
     * firmware says of the boot.
     */
    private static BootFiles card(Path image, Path folder, boolean tryboot, BoardSpec spec)
            throws IOException, InterruptedException {
        CardBoot card = new CardBoot(image, CARD_MODEL, tryboot);
        BootFiles files = card.extract(folder, CARD_TREE);
        if (files.deviceTree().isPresent()) {
            Path tree = files.deviceTree().get();
            List<String> absent = spec.qemu().orElseThrow().absent();
            Files.write(tree, MachineTree.without(Files.readAllBytes(tree), absent));
            MachineTree.booted(tree, card.partition());
        }
        return files;
    }

    /** The board's own machine, with a scratch disk where it takes one; the disk lives as long as this emulation. */
    public QemuCommand command() throws IOException {
        QemuCommand command = new QemuCommand(spec.qemu().orElseThrow());
        if (command.isConfigurable()) {
            command.disk(blankDisk(folder.resolve("scratch.img")));
        }
        return command;
    }

    /** Makes a blank disk image, unless there is one. */
    public static Path blankDisk(Path image) throws IOException {
        if (Files.notExists(image)) {
            try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                file.setLength(SCRATCH_BYTES);
            }
        }
        return image;
    }

    /** The board. */
    public BoardSpec spec() {
        return spec;
    }

    /** Adds boot arguments behind those that the card has. */
    public void arguments(String more) {
        files = files.with(more);
    }

    /** Boots another kernel image, of which it takes a copy. */
    public void kernel(Path image) throws IOException {
        files = files.with(Files.copy(image, folder.resolve("other-" + image.getFileName())));
    }

    /** What QEMU is handed. */
    public BootFiles files() {
        return files;
    }

    /** The kernel with debug information; absent for a card image that was named as a file. */
    public Optional<Path> kernelElf() {
        return kernelElf;
    }

    /** The words of a headless run's command line. */
    public List<String> headless(QemuCommand command) {
        return command.words(files, false);
    }

    /** Deletes what only this run needed. */
    @Override
    public void close() throws IOException {
        RunFolder.delete(folder);
    }
}
