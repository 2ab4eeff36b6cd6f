package cortado.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Seeds, and inputs that once broke something ({@code src/test/resources/found/TARGET/}), without the fuzzer. */
class FoundInputsTest {
    static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("cortado"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @TestFactory
    Stream<DynamicTest> nothingBreaksAgain() {
        return Stream.of(Targets.values())
                .map(which -> DynamicTest.dynamicTest(which.word(), () -> {
                    Target target = which.make(project());
                    for (byte[] seed : target.seeds()) {
                        target.take(seed);
                    }
                    for (Path found : found(which)) {
                        target.take(Files.readAllBytes(found));
                    }
                }));
    }

    private static List<Path> found(Targets which) throws IOException {
        Path folder = project().resolve("sdk/fuzz/src/test/resources/found").resolve(which.word());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
