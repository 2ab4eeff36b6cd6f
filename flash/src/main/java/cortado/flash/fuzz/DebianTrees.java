package cortado.flash.fuzz;

import cortado.environ.guest.PinnedPackage;
import cortado.environ.report.Position;
import cortado.flash.command.CommandException;
import cortado.flash.firmware.DebianArchive;
import cortado.flash.guest.PackageStore;
import cortado.flash.pipeline.Project;
import cortado.fuzz.Target;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The device trees of all arm64 boards that Debian's kernel knows, out of the package that
 * {@code sdk/fuzz/device-trees.properties} pins.
 */
public final class DebianTrees {
    private static final String PINS = "sdk/fuzz/device-trees.properties";
    private static final String SUFFIX = ".dtb";

    /** One of so many, in the order of their sizes, is mutated. */
    private static final int EACH = 8;

    private final Project project;
    private final Consumer<String> progress;

    /** @param progress is told what takes a while */
    public DebianTrees(Project project, Consumer<String> progress) {
        this.project = project;
        this.progress = progress;
    }

    /** The folder with the trees, one file each; fetched and unpacked once. */
    public Path folder() throws IOException, InterruptedException {
        PinnedPackage pinned = pinned();
        Path folder =
                project.at("build/fuzz/device-tree/debian-" + pinned.sha256().substring(0, 12));
        if (!Files.isDirectory(folder)) {
            PackageStore store =
                    new PackageStore(project.cache(), project.at("flash/launcher/fetch-package"), progress);
            unpack(store.file(pinned), folder);
        }
        return folder;
    }

    private PinnedPackage pinned() throws IOException {
        Properties pins = new Properties();
        try (Reader reader = Files.newBufferedReader(project.at(PINS))) {
            pins.load(reader);
        }
        return new PinnedPackage(
                pin(pins, "package"),
                pin(pins, "version"),
                pin(pins, "suite"),
                "main",
                "arm64",
                pin(pins, "sha256"),
                Position.of(PINS));
    }

    private static String pin(Properties pins, String key) {
        String value = pins.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new CommandException(
                    PINS + ": '" + key + "' is missing; package, version, suite and sha256 are needed");
        }
        return value.strip();
    }

    private static void unpack(Path deb, Path folder) throws IOException {
        Path work = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".new"));
        Map<String, DebianArchive.Member> trees = DebianArchive.members(deb, path -> path.endsWith(SUFFIX));
        for (Map.Entry<String, DebianArchive.Member> tree : trees.entrySet()) {
            if (tree.getValue() instanceof DebianArchive.Member.RegularFile file) {
                String path = tree.getKey();
                String name = path.substring(path.indexOf("linux-image")).replace('/', '_');
                Files.write(work.resolve(name), file.content());
            }
        }
        Files.move(work, folder);
    }

    /**
     * Gives each tree as it is to a target.
     *
     * @param trees the folder
     * @return what went wrong with which
     */
    public static List<String> tryAll(Path trees, Target target) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(trees)) {
            try {
                target.take(Files.readAllBytes(file));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                wrong.add(file + ": " + e);
            }
        }
        return wrong;
    }

    /**
     * A folder with some of the trees, to be mutated: the fuzzer reads all that it starts from before it looks at the
     * clock, and for all of them that takes longer than most runs last.
     *
     * @param trees the folder with all
     */
    public static Path some(Path trees) throws IOException {
        Path some = trees.resolveSibling(trees.getFileName() + "-some");
        if (!Files.isDirectory(some)) {
            List<Path> bySize = new ArrayList<>(files(trees));
            bySize.sort(Comparator.comparingLong(file -> file.toFile().length()));
            Path work = Files.createDirectories(some.resolveSibling(some.getFileName() + ".new"));
            for (int i = 0; i < bySize.size(); i += EACH) {
                Files.copy(
                        bySize.get(i), work.resolve(bySize.get(i).getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(work, some);
        }
        return some;
    }

    /** The trees in the folder. */
    public static List<Path> files(Path trees) throws IOException {
        try (Stream<Path> files = Files.list(trees)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
