package cortado.conformance;

import cortado.aot.AotCompiler;
import cortado.aot.AotException;
import cortado.aot.AotRequest;
import cortado.aot.Profile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One image of programs: its class, and what it prints on the JVM and in QEMU. */
final class ConformanceImage {
    private static final Path WORK = Path.of("target", "conformance").toAbsolutePath();
    private static final int SECONDS = 60;

    private final String packageName;
    private final Path classes;

    ConformanceImage(String packageName, Path classes) {
        this.packageName = packageName;
        this.classes = classes;
    }

    /** The class whose main method runs the programs: {@code text} has {@code text.TextImage}. */
    String mainClass() {
        return "cortado.conformance.programs." + packageName + "." + Character.toUpperCase(packageName.charAt(0))
                + packageName.substring(1) + "Image";
    }

    /** Runs the image on the JVM that runs the tests, in a process of its own. */
    Sections onTheJvm() throws IOException, InterruptedException {
        return run(
                "jvm",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Dstdout.encoding=UTF-8",
                        // The board's NullPointerExceptions do not guess at variable names.
                        "-XX:-ShowCodeDetailsInExceptionMessages",
                        "-cp",
                        classes.toString(),
                        mainClass()));
    }

    /** Compiles the image unless it is there already, and runs it alone on QEMU's virt machine. */
    Sections onTheBoard() throws IOException, InterruptedException, AotException {
        Path elf = WORK.resolve(packageName + ".elf");
        AotCompiler.compile(
                AotRequest.of(Profile.BARE, mainClass()).classPath(classes).build(elf, WORK.resolve(packageName)));
        return run(
                "board",
                List.of(
                        "qemu-system-aarch64",
                        "-M",
                        "virt",
                        "-cpu",
                        "cortex-a72",
                        "-m",
                        "256",
                        "-accel",
                        "tcg,thread=single",
                        "-semihosting",
                        "-nographic",
                        "-nic",
                        "none",
                        "-monitor",
                        "none",
                        "-serial",
                        "stdio",
                        "-no-reboot",
                        "-kernel",
                        elf.toString()));
    }

    private Sections run(String place, List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        Path output = WORK.resolve(packageName + "." + place + ".txt");
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            // Past its time an image is ended where it is: what it printed is compared, and its end is missing.
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
        } finally {
            process.destroyForcibly();
        }
        return Sections.of(Files.readString(output, StandardCharsets.UTF_8));
    }
}
