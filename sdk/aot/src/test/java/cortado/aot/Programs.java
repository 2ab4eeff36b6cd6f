package cortado.aot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles small programs for tests, and runs bare images in QEMU. */
final class Programs {
    private static final Path METAL = Path.of("../api/src/main/java/cortado/metal");

    private Programs() {}

    /** Compiles sources, each of which starts with its package, into a folder; {@code cortado.metal} comes along. */
    static Path compile(Path folder, String... sources) throws IOException {
        List<JavaFileObject> units = new ArrayList<>();
        for (String source : sources) {
            units.add(new Source("C" + units.size(), source));
        }
        try (Stream<Path> metal = Files.list(METAL)) {
            for (Path file : metal.filter(f -> f.toString().endsWith(".java")).toList()) {
                units.add(new Source(file.getFileName().toString().replace(".java", ""), Files.readString(file)));
            }
        }
        return compile(folder, folder.resolve("classes"), units);
    }

    /** Compiles one more source into a folder of its own, against classes that are there. */
    static Path compileApart(Path folder, Path against, String name, String source) throws IOException {
        return compile(against, folder.resolve(name), List.of(new Source("C", source)));
    }

    private static Path compile(Path against, Path classes, List<JavaFileObject> units) throws IOException {
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        boolean done = compiler.getTask(
                        null,
                        null,
                        problems,
                        List.of("-g", "-d", classes.toString(), "-cp", against.toString(), "-proc:none"),
                        null,
                        units)
                .call();
        assertTrue(done, () -> problems.getDiagnostics().toString());
        return classes;
    }

    /** What a bare image printed, and its exit status. */
    record Run(String output, int status) {}

    /** Runs a bare image to its end. */
    static Run run(Path elf) throws IOException, InterruptedException {
        Path output = elf.resolveSibling("output.txt");
        Process qemu = new ProcessBuilder(
                        "timeout",
                        "60",
                        "qemu-system-aarch64",
                        "-M",
                        "virt",
                        "-cpu",
                        "cortex-a72",
                        "-m",
                        "128",
                        "-nic",
                        "none",
                        "-display",
                        "none",
                        "-monitor",
                        "none",
                        "-serial",
                        "file:" + output,
                        "-semihosting-config",
                        "enable=on,target=native",
                        "-kernel",
                        elf.toString())
                .redirectErrorStream(true)
                .redirectOutput(elf.resolveSibling("qemu.txt").toFile())
                .start();
        int status = qemu.waitFor();
        return new Run(Files.readString(output), status);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String fallback, String text) {
            super(URI.create("string:///" + name(fallback, text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        /** The first class, interface, record, enum or annotation that the text declares. */
        private static String name(String fallback, String text) {
            var matcher = java.util.regex.Pattern.compile(
                            "(?m)^(?:public |final |abstract )*(?:class|interface|record|enum|@interface) (\\w+)")
                    .matcher(text);
            return matcher.find() ? matcher.group(1) : fallback;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
