package cortado.flash.firmware;

import cortado.environ.board.BoardSpec.FirmwareFile;
import cortado.environ.board.BoardSpec.FirmwarePackage;
import cortado.flash.command.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Stream;

/**
 * Firmware files by their hash. A file that was once fetched is kept; one that is missing is taken from its Debian
 * package, which must be exactly the one that the board's file names.
 */
public final class FirmwareStore {
    /** What the launcher's script says when the mirror does not have the version. */
    private static final int NO_SUCH_VERSION = 3;

    private final Path folder;
    private final Path fetchScript;
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
        this.fetchScript = fetchScript;
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
            download(from, work);
            Path deb = onlyFile(work);
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
            deleteTree(work);
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

    private void download(FirmwarePackage from, Path work) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        fetchScript.toString(),
                        from.name(),
                        from.version(),
                        from.architecture(),
                        from.suite(),
                        from.component())
                .directory(work.toFile())
                .redirectError(work.resolveSibling(work.getFileName() + ".log").toFile())
                .start();
        script.getOutputStream().close();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = script.waitFor();
        Path log = work.resolveSibling(work.getFileName() + ".log");
        String said = Files.readString(log).strip();
        Files.delete(log);
        if (status == NO_SUCH_VERSION) {
            String versions = output.strip().replace("\n", ", ");
            throw new CommandException("the mirror that this machine uses no longer has " + from.name() + " "
                    + from.version() + " in " + from.suite() + "/" + from.component() + "; it has "
                    + (versions.isEmpty() ? "no version of it" : versions)
                    + ". Put a version that exists into the board's file, with its hashes.\n" + said);
        }
        if (status != 0) {
            throw new CommandException("the package " + from.name() + " could not be fetched:\n" + said);
        }
    }

    private static Path onlyFile(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("apt-get download left no package in " + work));
        }
    }

    private static void deleteTree(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(work);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
