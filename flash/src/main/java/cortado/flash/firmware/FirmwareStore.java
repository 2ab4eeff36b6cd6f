package cortado.flash.firmware;

import cortado.environ.board.BoardSpec.FirmwareFile;
import cortado.environ.board.BoardSpec.FirmwarePackage;
import cortado.flash.command.CommandException;
import cortado.flash.firmware.PackageDownload.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Firmware files by their hash. A file that was once fetched is kept; one that is missing is taken from its Debian
 * package, which must be exactly the one that the board's file names.
 */
public final class FirmwareStore {
    private final Path folder;
    private final PackageDownload download;
    private final Consumer<String> progress;

    /**
     * A store.
     *
     * @param cache where files are kept, shared by all checkouts
     * @param fetchScript the launcher's {@code fetch-package}
     * @param progress is told what takes a while
     */
    public FirmwareStore(Path cache, Path fetchScript, Consumer<String> progress) {
        this.folder = cache.resolve("firmware");
        this.download = new PackageDownload(fetchScript);
        this.progress = progress;
    }

    /** The files of a package by their name on the card. */
    public Map<String, byte[]> files(FirmwarePackage from) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (from.files().stream().anyMatch(file -> !Files.exists(folder.resolve(file.sha256())))) {
            fetch(from);
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (FirmwareFile file : from.files()) {
            byte[] content = Files.readAllBytes(folder.resolve(file.sha256()));
            if (!sha256(content).equals(file.sha256())) {
                Files.delete(folder.resolve(file.sha256()));
                throw new CommandException("the kept copy of " + file.path() + " is damaged and has been deleted;"
                        + " start the build again to fetch it anew");
            }
            files.put(file.as(), content);
        }
        return files;
    }

    private void fetch(FirmwarePackage from) throws IOException, InterruptedException {
        progress.accept("fetching " + from.name() + " " + from.version() + " (licence: " + from.licence() + ")");
        Path work = Files.createTempDirectory(folder, "fetch");
        try {
            Path deb = download.fetch(
                    new Wanted(from.name(), from.version(), from.architecture(), from.suite(), from.component()),
                    work,
                    "Put a version that exists into the board's file, with its hashes.");
            String actual = sha256(Files.readAllBytes(deb));
            if (!actual.equals(from.sha256())) {
                throw new CommandException("the package " + from.name() + " " + from.version() + " has the SHA-256 "
                        + actual + "; the board's file expects " + from.sha256());
            }
            List<String> paths = from.files().stream().map(FirmwareFile::path).toList();
            Map<String, byte[]> found = DebianArchive.read(deb, paths);
            for (FirmwareFile file : from.files()) {
                keep(from, file, found.get(file.path()), work);
            }
        } finally {
            PackageDownload.clear(work);
        }
    }

    private void keep(FirmwarePackage from, FirmwareFile file, byte[] content, Path work) throws IOException {
        if (content == null) {
            throw new CommandException(
                    "the package " + from.name() + " " + from.version() + " holds no file " + file.path());
        }
        if (!sha256(content).equals(file.sha256())) {
            throw new CommandException(file.path() + " of the package " + from.name() + " has the SHA-256 "
                    + sha256(content) + "; the board's file expects " + file.sha256());
        }
        Path unfinished = Files.write(work.resolve(file.sha256()), content);
        Files.move(unfinished, folder.resolve(file.sha256()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
