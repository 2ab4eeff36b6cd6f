package cortado.environ.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.report.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts each file of {@code broken/KIND} where it belongs in a project that is otherwise all right, and compares all
 * that the check says with the {@code .expected} file beside it. With {@code -Dcortado.expected=write} the latter are
 * written instead, to be read before they are committed.
 */
class BrokenFilesTest {
    private static final Path BROKEN = TestProject.resources().resolve("broken");

    @TempDir
    Path folder;

    static Stream<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(BROKEN)) {
            return walk
                    .filter(file ->
                            file.toString().endsWith(".dts") || file.toString().endsWith(".yaml"))
                    .map(file -> BROKEN.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatIsBroken(String name) throws IOException {
        Path project = TestProject.copyTo(folder);
        Path file = BROKEN.resolve(name);
        String kind = file.getParent().getFileName().toString();
        String board = place(project, kind, file);
        CheckReport report = BoardCheck.check(Path.of(board), project);
        String said = report.diagnostics().stream()
                .map(Diagnostic::toString)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        Path expected = file.resolveSibling(file.getFileName().toString().replaceAll("\\.(dts|yaml)$", ".expected"));
        if ("write".equals(System.getProperty("cortado.expected"))) {
            Files.writeString(expected, said);
        }
        assertEquals(Files.readString(expected), said);
        assertTrue(!said.isEmpty(), "a broken file has to say something");
    }

    /** Puts the file in its place and names the board to check. */
    private static String place(Path project, String kind, Path file) throws IOException {
        Path target = switch (kind) {
            case "dts" -> project.resolve("boards/broken/broken.dts");
            case "board" -> project.resolve("boards/broken/board.yaml");
            case "driver" -> project.resolve("drivers/broken/driver.yaml");
            case "app" -> project.resolve("rootfs/apps/broken/app.yaml");
            case "system" -> project.resolve("rootfs/system.yaml");
            case "guest" -> project.resolve("rootfs/linux/guest.yaml");
            case "binding" -> project.resolve("dts/bindings/broken.yaml");
            default -> throw new IllegalArgumentException("no place for files of kind " + kind);
        };
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        if (kind.equals("board")) {
            Files.copy(project.resolve("boards/fine/fine.dts"), project.resolve("boards/broken/broken.dts"));
        }
        if (kind.equals("guest")) {
            Path system = project.resolve("rootfs/system.yaml");
            Files.writeString(system, Files.readString(system) + "linux: linux/guest.yaml\n");
        }
        return switch (kind) {
            case "dts" -> target.toString();
            case "board" -> "broken";
            default -> "fine";
        };
    }

    @Test
    void theProjectItselfIsAllRight() throws IOException {
        CheckReport report = BoardCheck.check(Path.of("fine"), TestProject.copyTo(folder));
        assertEquals(List.of(), report.diagnostics());
        assertEquals(4, report.rows().size());
        assertEquals(List.of("serial: pl011", "system: supervisor"), report.services());
    }

    @Test
    void aBoardThatIsNotThereIsNamedWithTheNearest() throws IOException {
        CheckReport report = BoardCheck.check(Path.of("fien"), TestProject.copyTo(folder));
        assertEquals(
                "boards: no board 'fien'; did you mean 'fine'?",
                report.diagnostics().get(0).toString());
    }

    @Test
    void aUserMoreUrgentThanItsProviderIsWorthAWarning() throws IOException {
        Path project = TestProject.copyTo(folder);
        Files.writeString(
                project.resolve("rootfs/apps/shell/app.yaml"),
                "name: shell\nmain: cortado.app.shell.Shell\nuses: [serial, system]\npriority: 20\n");
        CheckReport report = BoardCheck.check(Path.of("fine"), project);
        assertTrue(report.ok());
        assertEquals(
                "rootfs/apps/shell/app.yaml:4:11: warning: priority: 'shell' has priority 20 and uses 'serial' of"
                        + " 'pl011', which has 16: a provider should be as urgent as those who wait for it",
                report.diagnostics().get(0).toString());
    }
}
