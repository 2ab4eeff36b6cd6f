package cortado.fuzz;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of the fuzzer against one target, in a JVM of its own. What it learns stays in the folder, so that the next
 * run goes on from there.
 */
public final class Campaign {
    /** Of one input: longer than any takes, shorter than a person waits for a loop without an end. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a busy host may take to read the seeds: longer, and the fuzzer hangs. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    private static final int MEGABYTES = 2048;

    /**
     * How long to go on. A run ends when either is reached; 0 stands for no limit.
     *
     * @param time as measured by the clock
     * @param inputs number of inputs
     * @param seed of the mutations; the same seed, corpus and number of inputs give the same run
     */
    public record Limit(Duration time, long inputs, long seed) {}

    private final Targets which;
    private final Target target;
    private final Path project;
    private final Path folder;

    /**
     * Prepares.
     *
     * @param project the project's folder
     * @param folder where inputs that reached something new, and those that broke something, are kept
     */
    public Campaign(Targets which, Path project, Path folder) {
        this.which = which;
        this.project = project;
        this.folder = folder.resolve(which.word());
        this.target = which.make(project);
    }

    /** What is attacked. */
    public Target target() {
        return target;
    }

    /**
     * Runs it.
     *
     * @param moreSeeds a folder with more inputs to start from, or null
     * @param progress is given each line of progress
     */
    public Report run(Limit limit, Path moreSeeds, Consumer<Report> progress) throws Exception {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path found = Files.createDirectories(folder.resolve("found"));
        int number = 0;
        for (byte[] seed : target.seeds()) {
            Files.write(corpus.resolve("seed-%04d".formatted(number++)), seed);
        }
        List<String> command = command(limit, found);
        command.add(corpus.toString());
        if (moreSeeds != null) {
            command.add(moreSeeds.toString());
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        Report.Reader report = new Report.Reader(which.word());
        Thread watchdog = watch(process, limit);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                var log = Files.newBufferedWriter(folder.resolve("log"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
                log.newLine();
                if (report.take(line)) {
                    progress.accept(report.soFar());
                }
            }
        } finally {
            watchdog.interrupt();
            process.destroyForcibly();
        }
        int status = process.waitFor();
        Report all = report.soFar();
        if (status != 0 && all.findings().isEmpty()) {
            throw new IOException(
                    "the fuzzer ended with status " + status + " without a finding; see " + folder.resolve("log"));
        }
        return all;
    }

    /** Ends a fuzzer that hangs itself. */
    private static Thread watch(Process process, Limit limit) {
        Thread watchdog = new Thread(
                () -> {
                    try {
                        if (!limit.time().isZero()
                                && !process.waitFor(limit.time().plus(GRACE).toSeconds(), TimeUnit.SECONDS)) {
                            process.destroyForcibly();
                        }
                    } catch (InterruptedException e) {
                        // it has ended by itself
                    }
                },
                "fuzz watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        return watchdog;
    }

    private List<String> command(Limit limit, Path found) {
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "-XX:+UseSerialGC",
                "-Xmx" + MEGABYTES / 2 + "m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + Harness.TARGET + "=" + which.word(),
                "-D" + Harness.PROJECT + "=" + project.toAbsolutePath(),
                "-cp",
                absolute(classPath),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Harness.class.getName(),
                "--instrumentation_includes=cortado.**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                "-max_len=" + target.longest(),
                "-timeout=" + PATIENCE.toSeconds(),
                "-report_slow_units=" + PATIENCE.toSeconds(),
                "-rss_limit_mb=" + MEGABYTES,
                "-reload=0",
                "-artifact_prefix=" + found.toAbsolutePath() + "/",
                "-seed=" + Math.max(1, limit.seed() & 0x7fff_ffff)));
        if (!limit.time().isZero()) {
            command.add("-max_total_time=" + Math.max(1, limit.time().toSeconds()));
        }
        if (limit.inputs() > 0) {
            command.add("-runs=" + limit.inputs());
        }
        return command;
    }

    private static String absolute(String classPath) {
        List<String> parts = new ArrayList<>();
        for (String part : classPath.split(File.pathSeparator, -1)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }

    /** A short input as text, to show. */
    public static String shown(byte[] input) {
        return input.length <= 64 ? HexFormat.of().formatHex(input) : input.length + " bytes";
    }
}
