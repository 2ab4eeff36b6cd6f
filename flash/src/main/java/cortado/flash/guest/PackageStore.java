package cortado.flash.guest;

import cortado.environ.guest.PinnedPackage;
import cortado.flash.command.CommandException;
import cortado.flash.firmware.PackageDownload;
import cortado.flash.map.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

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
        Path kept = folder.resolve(wanted.sha256() + ".deb");
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

    private void fetch(PinnedPackage wanted, Path kept) throws IOException, InterruptedException {
        progress.accept("fetching " + wanted.name() + " " + wanted.version());
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, "fetch");
        try {
            Path deb = download.fetch(
                    new PackageDownload.Wanted(
                            wanted.name(), wanted.version(), wanted.architecture(), wanted.suite(), wanted.component()),
                    work,
                    wanted.place() + " names it; `./cortado guest pin " + wanted.name()
                            + "` puts the newest version there.");
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
}
