package cortado.environ;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What runs on the board may not use what a board does not have, nor what only the host has. */
class BoardPartTest {
    private static final Path SOURCES = Path.of("src/main/java/cortado/environ");
    private static final List<String> PACKAGES = List.of("spec", "tree", "bind", "text");
    private static final List<String> FORBIDDEN = List.of(
            "java.nio.file",
            "java.util.regex",
            "java.lang.reflect",
            "String.format",
            ".formatted(",
            "Thread",
            "System.",
            "java.io.File",
            "java.io.IOException",
            "org.snakeyaml",
            "cortado.environ.binding",
            "cortado.environ.board",
            "cortado.environ.check",
            "cortado.environ.report",
            "cortado.environ.source",
            "cortado.environ.yaml");

    @Test
    void theBoardsPackagesKeepToWhatABoardHas() throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : PACKAGES) {
            List<Path> files;
            try (Stream<Path> list = Files.list(SOURCES.resolve(name))) {
                files = list.toList();
            }
            for (Path file : files) {
                String source = Files.readString(file);
                FORBIDDEN.stream()
                        .filter(source::contains)
                        .map(word -> file.getFileName() + " uses " + word)
                        .forEach(found::add);
            }
        }
        assertEquals(List.of(), found);
    }
}
