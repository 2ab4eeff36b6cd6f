package cortado.fuzz.target;

import cortado.environ.report.Diagnostic;
import cortado.environ.report.Diagnostics;
import cortado.environ.spec.Role;
import cortado.environ.yaml.BindingFile;
import cortado.environ.yaml.BoardFile;
import cortado.environ.yaml.ProcessFile;
import cortado.environ.yaml.SystemFile;
import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The YAML files that people write. The first byte of an input chooses the kind; what is refused has a diagnostic with
 * a line.
 */
public final class SpecTarget implements Target {
    private static final int KINDS = 6;
    private static final String SHOWN = "input.yaml";

    private final Path project;
    private final Path file;

    /** With the project's own files as seeds. */
    public SpecTarget(Path project) {
        this.project = project;
        try {
            file = Files.createTempFile("cortado-fuzz-", ".yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file.toFile().deleteOnExit();
    }

    @Override
    public String name() {
        return "spec";
    }

    @Override
    public String description() {
        return "driver, server, app, system, board and binding files in YAML: read, or refused with a line";
    }

    @Override
    public int longest() {
        return 4096;
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String folder : List.of("drivers", "rootfs", "boards", "dts/bindings")) {
            try (Stream<Path> files = Files.walk(project.resolve(folder), 4)) {
                for (Path seed : files.filter(path -> path.toString().endsWith(".yaml"))
                        .filter(path -> !path.toString().contains("/target/"))
                        .sorted()
                        .toList()) {
                    seeds.add(seed(seed));
                }
            }
        }
        return seeds;
    }

    private static byte[] seed(Path file) throws IOException {
        byte[] text = Files.readAllBytes(file);
        byte[] seed = new byte[text.length + 1];
        seed[0] = switch (file.getFileName().toString()) {
            case "driver.yaml" -> 0;
            case "server.yaml" -> 1;
            case "app.yaml" -> 2;
            case "system.yaml" -> 3;
            case "board.yaml" -> 4;
            default -> 5;
        };
        System.arraycopy(text, 0, seed, 1, text.length);
        return seed;
    }

    @Override
    public void take(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Files.write(file, java.util.Arrays.copyOfRange(input, 1, input.length));
        Diagnostics diagnostics = new Diagnostics();
        Optional<?> read = read(Math.floorMod(input[0], KINDS), diagnostics);
        if (read.isPresent() == diagnostics.hasErrors()) {
            throw new Finding("a file was " + (read.isPresent() ? "read in spite of" : "refused without")
                    + " an error: " + diagnostics.all());
        }
        for (Diagnostic diagnostic : diagnostics.all()) {
            if (diagnostic.text().isBlank() || !diagnostic.toString().startsWith(SHOWN)) {
                throw new Finding("a diagnostic does not say what or where: " + diagnostic);
            }
        }
    }

    private Optional<?> read(int kind, Diagnostics diagnostics) {
        return switch (kind) {
            case 0 -> ProcessFile.load(file, SHOWN, Role.DRIVER, diagnostics, new HashMap<>());
            case 1 -> ProcessFile.load(file, SHOWN, Role.SERVER, diagnostics, new HashMap<>());
            case 2 -> ProcessFile.load(file, SHOWN, Role.APP, diagnostics, new HashMap<>());
            case 3 -> SystemFile.load(file, SHOWN, diagnostics, new HashMap<>());
            case 4 -> BoardFile.load(file, SHOWN, diagnostics);
            default -> BindingFile.load(file, SHOWN, diagnostics);
        };
    }
}
