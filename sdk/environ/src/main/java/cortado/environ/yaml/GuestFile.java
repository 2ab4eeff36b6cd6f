package cortado.environ.yaml;

import cortado.environ.guest.GuestSpec;
import cortado.environ.guest.PinnedPackage;
import cortado.environ.report.Diagnostics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads {@code guest.yaml}, which says what a Linux guest's image is made from. */
public final class GuestFile {
    private static final String PACKAGE = "a mapping with package, version and sha256";
    private static final String NAME = "a path without a leading slash";
    /** Virtio device IDs end there (virtio 1.2 §5). */
    private static final int LAST_DEVICE = 64;

    private GuestFile() {}

    /**
     * Loads one file.
     *
     * @param shown the file's name in messages
     * @return nothing if the file has an error, which is among the diagnostics then
     */
    public static Optional<GuestSpec> load(Path file, String shown, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<GuestSpec> spec = YamlFile.open(file, shown, own).map(GuestFile::read);
        diagnostics.addAll(own);
        return own.hasErrors() ? Optional.empty() : spec;
    }

    private static GuestSpec read(Section section) {
        String suite = section.text("suite", "a Debian suite, such as bookworm");
        String commandLine = "";
        List<GuestSpec.Module> modules = new ArrayList<>();
        PinnedPackage kernel = null;
        Optional<Section> described = section.section("kernel", PACKAGE + ", command-line and modules", true);
        if (described.isPresent()) {
            Section part = described.get();
            kernel = pinned(part, suite);
            commandLine = part.text("command-line", "what the kernel is told").strip();
            for (Section.Item item : part.items("modules", "a list of modules, in load order", true)) {
                item.section("a mapping with path and device")
                        .map(GuestFile::module)
                        .ifPresent(modules::add);
            }
            part.end();
        }
        List<PinnedPackage> packages = packages(section, suite);
        Map<String, List<String>> links = section.section("links", "a mapping of files to their other names", false)
                .map(GuestFile::links)
                .orElse(Map.of());
        section.end();
        return new GuestSpec(kernel, commandLine, modules, packages, links);
    }

    /** The packages that a section lists. */
    static List<PinnedPackage> packages(Section section, String suite) {
        List<PinnedPackage> packages = new ArrayList<>();
        for (Section.Item item : section.items("packages", "a list of Debian packages", true)) {
            item.section(PACKAGE)
                    .map(line -> {
                        PinnedPackage read = pinned(line, suite);
                        line.end();
                        return read;
                    })
                    .ifPresent(packages::add);
        }
        return packages;
    }

    private static PinnedPackage pinned(Section section, String suite) {
        return new PinnedPackage(
                section.text("package", "the name of a Debian package"),
                section.text("version", "the package's exact version"),
                section.text("suite", "a Debian suite, such as bookworm", suite),
                section.text("component", "a component, such as main", "main"),
                section.text("architecture", "arm64 or all", "arm64"),
                Hashes.sha256(section),
                section.position());
    }

    private static GuestSpec.Module module(Section section) {
        String path = section.text("path", NAME);
        long device = section.number("device", "a virtio device ID, 1 to 64,", Units::number, 1, LAST_DEVICE, 0L);
        section.end();
        return new GuestSpec.Module(path, (int) device, section.position());
    }

    private static Map<String, List<String>> links(Section section) {
        Map<String, List<String>> links = new LinkedHashMap<>();
        for (String target : section.names()) {
            List<String> names = new ArrayList<>();
            for (String line : section.texts(target, NAME, true)) {
                names.addAll(List.of(line.strip().split("\\s+", -1)));
            }
            links.put(target, names);
        }
        return links;
    }
}
