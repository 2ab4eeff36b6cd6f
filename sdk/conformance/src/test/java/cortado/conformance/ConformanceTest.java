package cortado.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import cortado.aot.AotException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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
        Set<String> failing = failing();
        List<DynamicContainer> containers = new ArrayList<>();
        for (String image : IMAGES) {
            List<DynamicTest> tests = new ArrayList<>();
            if (outputs.get(image).state() == Future.State.FAILED) {
                Throwable cause = outputs.get(image).exceptionNow();
                tests.add(DynamicTest.dynamicTest(
                        "builds and runs", () -> compare(image + ".image", failing, reason(cause))));
            } else {
                Outputs both = outputs.get(image).resultNow();
                both.jvm()
                        .lines()
                        .forEach((program, lines) -> tests.add(DynamicTest.dynamicTest(program, () -> {
                            compare(
                                    image + "." + program,
                                    failing,
                                    Sections.difference(
                                            program, lines, both.board().lines().get(program)));
                        })));
                tests.add(DynamicTest.dynamicTest(
                        "runs to its end",
                        () -> compare(
                                image + ".end",
                                failing,
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

    private static void compare(String name, Set<String> failing, String difference) {
        if (difference == null) {
            assertFalse(failing.contains(name), "take " + name + " off FAILING.md: it works now");
        } else {
            assumeFalse(failing.contains(name), difference);
            fail(difference);
        }
    }

    /** Programs whose difference is known and waits to be mended, one a line of the list. */
    private static Set<String> failing() throws IOException {
        Path list = Path.of("FAILING.md");
        if (Files.notExists(list)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(list)) {
            return lines.filter(line -> line.startsWith("- "))
                    .map(line -> line.substring(2).split(":", 2)[0].trim())
                    .collect(Collectors.toSet());
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
