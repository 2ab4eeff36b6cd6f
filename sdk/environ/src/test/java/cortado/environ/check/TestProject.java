package cortado.environ.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The small project of the test resources, which is all right, copied so that a test may spoil it. */
final class TestProject {
    private static final Path RESOURCES = Path.of("src/test/resources");

    private TestProject() {}

    static Path resources() {
        return RESOURCES;
    }

    /** Copies the project into a folder. */
    static Path copyTo(Path folder) throws IOException {
        copy(RESOURCES.resolve("project"), folder);
        return folder;
    }

    static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }
}
