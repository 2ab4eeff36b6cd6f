package cortado.flash.guest;

import cortado.environ.guest.PinnedPackage;
import cortado.flash.command.CommandException;
import cortado.flash.firmware.PackageDownload;
import cortado.flash.map.Sha256;
import cortado.flash.pipeline.KvmProducts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Debian packages by their hash; one that was once fetched is kept. */
public final class PackageStore {
    private final Path folder;
    private final PackageDownload download;
    private final Consumer<String> progress;

    /**
     * A store.
     *
     * @param cache where packages are kept, shared by all checkouts
     * @param fetchScript the launcher's {@code fetch-package}
     * @param progress is told what takes a while
     */
    public PackageStore(Path cache, Path fetchScript, Consumer<String> progress) {
        this.folder = cache.resolve("packages");
        this.download = new PackageDownload(fetchScript);
        this.progress = progress;
    }

    /** The package file, which has the hash that its line names. */
    public Path file(PinnedPackage wanted) throws IOException, InterruptedException {
        Path kept = kept(wanted.sha256());
        if (!Files.exists(kept)) {
            fetch(wanted, kept);
        }
        String actual = Sha256.of(Files.readAllBytes(kept));
        if (!actual.equals(wanted.sha256())) {
            Files.delete(kept);
            throw new CommandException("the kept copy of " + wanted.name()
                    + " is damaged and has been deleted; start the build again to fetch it anew");
        }
        return kept;
    }

    /**
     * Has the mirror's packages of a list here, those of a suite at once; {@link #file} fetches what is then missing.
     */
    public void fetchAll(List<PinnedPackage> packages) throws IOException, InterruptedException {
        Map<String, List<PinnedPackage>> missing = new TreeMap<>();
        for (PinnedPackage line : packages) {
            if (!Files.exists(kept(line.sha256()))) {
                String source = line.architecture() + " " + line.suite() + " " + line.component();
                missing.computeIfAbsent(source, key -> new ArrayList<>()).add(line);
            }
        }
        for (List<PinnedPackage> lines : missing.values()) {
            progress.accept("fetching " + lines.size() + " packages of "
                    + lines.getFirst().suite());
            fetch(lines);
        }
    }

    private void fetch(List<PinnedPackage> lines) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, "fetch");
        try {
            Set<String> hashes = lines.stream().map(PinnedPackage::sha256).collect(Collectors.toSet());
            for (Path deb :
                    download.fetch(lines.stream().map(PackageStore::wanted).toList(), work)) {
                String hash = Sha256.of(Files.readAllBytes(deb));
                if (hashes.contains(hash)) {
                    Files.move(deb, kept(hash), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } finally {
            PackageDownload.clear(work);
        }
    }

    private Path kept(String hash) {
        return folder.resolve(hash + ".deb");
    }

    private static PackageDownload.Wanted wanted(PinnedPackage line) {
        return new PackageDownload.Wanted(
                line.name(), line.version(), line.architecture(), line.suite(), line.component());
    }

    private void fetch(PinnedPackage wanted, Path kept) throws IOException, InterruptedException {
        progress.accept("fetching " + wanted.name() + " " + wanted.version());
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, "fetch");
        try {
            Path deb = download.fetch(wanted(wanted), work, wanted.place() + " names it; " + remedy(wanted));
            String actual = Sha256.of(Files.readAllBytes(deb));
            if (!actual.equals(wanted.sha256())) {
                throw new CommandException(wanted.place() + ": the package " + wanted.name() + " " + wanted.version()
                        + " has the SHA-256 " + actual + "; " + wanted.sha256() + " was expected");
            }
            Files.move(deb, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            PackageDownload.clear(work);
        }
    }

    private static String remedy(PinnedPackage gone) {
        String file = gone.place().file();
        // Only lists of a guest's packages are brought up to date by a command.
        if (!file.endsWith(".yaml")) {
            return "put a version that there is, and its SHA-256, there.";
        }
        return "`./cortado guest pin " + (file.equals(KvmProducts.PACKAGES) ? "--kvm " : "") + gone.name()
                + "` puts the newest version there.";
    }
}
