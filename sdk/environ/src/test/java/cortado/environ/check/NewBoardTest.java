package cortado.environ.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what {@code boards/README.md} tells the reader to do, with the very files that it shows. */
class NewBoardTest {
    private static final Path ROOT = Path.of("../..");

    @TempDir
    Path folder;

    @Test
    void aTreeAndABoardFileAreAllThatANewBoardNeeds() throws IOException {
        for (String part : List.of("dts", "boards")) {
            TestProject.copy(ROOT.resolve(part), folder.resolve(part));
        }
        copySpecs();
        List<String> readme = Files.readAllLines(ROOT.resolve("boards/README.md"));
        write(readme, "/* boards/virt-a53/virt-a53.dts */");
        write(readme, "# boards/virt-a53/board.yaml");

        CheckReport report = BoardCheck.check(Path.of("virt-a53"), folder);

        assertTrue(report.ok(), report.text());
        assertEquals("virt-a53", report.board().orElseThrow().name());
        assertEquals(3, report.board().orElseThrow().qemu().orElseThrow().gic().orElseThrow());
        assertTrue(
                report.rows().stream()
                        .anyMatch(row -> row.compatible().equals("arm,gic-v3")
                                && row.driver().equals("kernel")),
                report.text());
        assertTrue(report.rows().stream().anyMatch(row -> row.driver().equals("pl011")), report.text());
        assertTrue(BoardCheck.boards(folder).contains("virt-a53"));
    }

    /** The specs alone: a board does not need anything built. */
    private void copySpecs() throws IOException {
        try (Stream<Path> walk = Files.walk(ROOT, 5)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = ROOT.relativize(file).toString();
                boolean spec = name.startsWith("drivers/") || name.startsWith("rootfs/");
                if (spec && name.endsWith(".yaml") && !name.contains("/src/") && !name.contains("/target/")) {
                    Files.createDirectories(folder.resolve(name).getParent());
                    Files.copy(file, folder.resolve(name));
                }
            }
        }
    }

    /** Writes the code block that starts with a comment naming its file. */
    private void write(List<String> readme, String comment) throws IOException {
        int first = 0;
        while (!readme.get(first).strip().equals(comment)) {
            first++;
        }
        int last = first;
        while (!readme.get(last).strip().equals("```")) {
            last++;
        }
        String name =
                comment.replace("/*", "").replace("*/", "").replace("#", "").strip();
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                readme.subList(first, last).stream()
                        .map(line -> line.substring(Math.min(3, line.length())))
                        .toList());
    }
}
