package cortado.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import cortado.aot.AotException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every program prints the same lines on the JVM and, compiled ahead of time, on the board. */
class ConformanceTest {
    private static final List<String> IMAGES =
            List.of("arithmetic", "text", "exceptions", "language", "collections", "functional", "memory", "library");

    private record Outputs(Sections jvm, Sections board) {}

    @TestFactory
    Stream<DynamicContainer> everyProgramPrintsTheSameOnTheBoardAsOnTheJvm() throws Exception {
        Map<String, Future<Outputs>> outputs = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (String image : IMAGES) {
                Callable<Outputs> both = () -> outputs(image);
                outputs.put(image, threads.submit(both));
            }
        }
        List<DynamicContainer> containers = new ArrayList<>();
        for (String image : IMAGES) {
            List<DynamicTest> tests = new ArrayList<>();
            if (outputs.get(image).state() == Future.State.FAILED) {
                Throwable cause = outputs.get(image).exceptionNow();
                tests.add(DynamicTest.dynamicTest("builds and runs", () -> fail(reason(cause))));
            } else {
                Outputs both = outputs.get(image).resultNow();
                both.jvm()
                        .lines()
                        .forEach((program, lines) -> tests.add(DynamicTest.dynamicTest(program, () -> {
                            compare(Sections.difference(
                                    program, lines, both.board().lines().get(program)));
                        })));
                tests.add(DynamicTest.dynamicTest(
                        "runs to its end",
                        () -> compare(
                                both.board().complete() ? null : "the board stopped before the image's last line")));
            }
            containers.add(DynamicContainer.dynamicContainer(image, tests));
        }
        return containers.stream();
    }

    @Test
    void everyProgramIsInItsImage() throws Exception {
        Path programs = classes().resolve("cortado/conformance/programs");
        for (String image : IMAGES) {
            var written = new TreeSet<String>();
            try (Stream<Path> files = Files.list(programs.resolve(image))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.endsWith("Image.class"))
                        .map(name -> name.substring(0, name.length() - ".class".length()))
                        .forEach(written::add);
            }
            var run = new TreeSet<>(
                    new ConformanceImage(image, classes()).onTheJvm().lines().keySet());
            assertEquals(written, run, "add the missing programs to " + image + "'s image class");
        }
    }

    private static Outputs outputs(String name)
            throws IOException, InterruptedException, AotException, URISyntaxException {
        var image = new ConformanceImage(name, classes());
        return new Outputs(image.onTheJvm(), image.onTheBoard());
    }

    private static void compare(String difference) {
        if (difference != null) {
            fail(difference);
        }
    }

    private static String reason(Throwable cause) {
        return cause instanceof AotException refused ? String.join("\n", refused.diagnostics()) : cause.toString();
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(Section.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
