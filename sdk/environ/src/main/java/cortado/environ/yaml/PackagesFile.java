package cortado.environ.yaml;

import cortado.environ.guest.PinnedPackage;
import cortado.environ.report.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads a file that lists Debian packages, and nothing else: a suite, and a line for each. */
public final class PackagesFile {
    private PackagesFile() {}

    /**
     * Loads one file.
     *
     * @param shown the file's name in messages
     * @return nothing if the file has an error, which is among the diagnostics then
     */
    public static Optional<List<PinnedPackage>> load(Path file, String shown, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<List<PinnedPackage>> packages = YamlFile.open(file, shown, own).map(PackagesFile::read);
        diagnostics.addAll(own);
        return own.hasErrors() ? Optional.empty() : packages;
    }

    private static List<PinnedPackage> read(Section section) {
        String suite = section.text("suite", "a Debian suite, such as bookworm");
        List<PinnedPackage> packages = GuestFile.packages(section, suite);
        section.end();
        return packages;
    }
}
