package cortado.flash.firmware;

import cortado.flash.command.CommandException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Fetches Debian packages, of one version each, from the mirror that this machine uses anyway. */
public final class PackageDownload {
    /** What the launcher's script says when the mirror does not have the version. */
    private static final int NO_SUCH_VERSION = 3;

    /** The script beside it that fetches more than one. */
    private static final String SEVERAL = "fetch-packages";

    private final Path script;

    /**
     * A downloader.
     *
     * @param script the launcher's {@code fetch-package}
     */
    public PackageDownload(Path script) {
        this.script = script;
    }

    /**
     * A package in one version.
     *
     * @param name the package
     * @param version exactly this one
     * @param architecture such as arm64 or all
     * @param suite of Debian
     * @param component such as main
     */
    public record Wanted(String name, String version, String architecture, String suite, String component) {}

    /**
     * Downloads into an empty folder.
     *
     * @param remedy what a person should do if the version has gone from the mirror
     * @return the package file, whose hash has yet to be looked at
     */
    public Path fetch(Wanted wanted, Path work, String remedy) throws IOException, InterruptedException {
        Path log = work.resolveSibling(work.getFileName() + ".log");
        Process process = new ProcessBuilder(
                        script.toString(),
                        wanted.name(),
                        wanted.version(),
                        wanted.architecture(),
                        wanted.suite(),
                        wanted.component())
                .directory(work.toFile())
                .redirectError(log.toFile())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        String said = Files.readString(log).strip();
        Files.delete(log);
        if (status == NO_SUCH_VERSION) {
            String versions = output.strip().replace("\n", ", ");
            throw new CommandException("the mirror that this machine uses no longer has " + wanted.name() + " "
                    + wanted.version() + " in " + wanted.suite() + "/" + wanted.component() + "; it has "
                    + (versions.isEmpty() ? "no version of it" : versions) + ". " + remedy + "\n" + said);
        }
        if (status != 0) {
            throw new CommandException("the package " + wanted.name() + " could not be fetched:\n" + said);
        }
        return onlyFile(work);
    }

    /**
     * Downloads several packages of one architecture, suite and component into an empty folder, as far as that
     * succeeds: what is not there afterwards is to be fetched alone, which tells why it cannot be.
     *
     * @return the package files, whose hashes have yet to be looked at
     */
    public List<Path> fetch(List<Wanted> wanted, Path work) throws IOException, InterruptedException {
        Wanted any = wanted.getFirst();
        List<String> command = new ArrayList<>(
                List.of(script.resolveSibling(SEVERAL).toString(), any.architecture(), any.suite(), any.component()));
        wanted.forEach(one -> command.add(one.name() + "=" + one.version()));
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        process.waitFor();
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".deb")).toList();
        }
    }

    private static Path onlyFile(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("apt-get download left no package in " + work));
        }
    }

    /** Deletes a folder that a package was downloaded to. */
    public static void clear(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(work);
    }
}
