package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.command.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cortado run --exec} as scripts use it: in a JVM of its own, judged by what it prints and how it exits. */
class RunCommandTest {
    @TempDir
    static Path folder;

    private static final AtomicInteger STARTED = new AtomicInteger();

    private record Result(int status, String out, String err) {}

    /** A started command whose streams go to files. */
    private record Running(Process process, Path out, Path err) {
        Result end() throws IOException, InterruptedException {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Result(process.waitFor(), read(out), read(err));
        }

        private static String read(Path file) throws IOException {
            return Files.readString(file, StandardCharsets.UTF_8);
        }
    }

    @Test
    void theTranscriptIsAllThereIsAndTheStatusIsTheLastCommands() throws Exception {
        Result result = run("--exec", "echo 'a;b'; nonsense; echo $?", "--timeout", "120")
                .end();
        assertEquals("a;b\nnonsense: no such command\n127\n", result.out());
        assertEquals(0, result.status(), result.err());
        result = run("--exec", "echo x; nonsense", "--timeout", "120").end();
        assertEquals(127, result.status(), result.err());
    }

    @Test
    void aTimeOutEndsWith124AndKeepsWhatWasPrinted() throws Exception {
        Result result =
                run("--exec", "echo before; run spin", "--timeout", "25").end();
        assertEquals(Exit.TIMED_OUT, result.status(), result.err());
        assertTrue(result.out().startsWith("before\n"), result.out());
        assertTrue(result.err().contains("`run spin` did not end in time"), result.err());
    }

    @Test
    void aKernelPanicEndsWith125AndItsText() throws Exception {
        // A boot bundle that is none: there is nothing that the kernel could start.
        Path bundle = Files.write(folder.resolve("no-bundle"), new byte[8192]);
        Result result = run("--exec", "ps", "--timeout", "60", "--qemu-args", "-initrd " + bundle)
                .end();
        assertEquals(Exit.PANICKED, result.status(), result.out() + result.err());
        assertTrue(result.err().contains("the kernel panicked: "), result.err());
    }

    @Test
    void anEmulatorThatRefusesItsOptionsEndsWith126AndItsWords() throws Exception {
        Result result = run("--exec", "ps", "--cpu", "cortex-z99").end();
        assertEquals(Exit.ENDED_EARLY, result.status(), result.err());
        assertTrue(result.err().contains("QEMU says: "), result.err());
    }

    @Test
    void poweroffAndRebootSucceed() throws Exception {
        assertEquals(0, run("--exec", "poweroff", "--timeout", "120").end().status());
        assertEquals(0, run("--exec", "reboot", "--timeout", "120").end().status());
    }

    @Test
    void fiveRunsAtOnceDoNotDisturbEachOther() throws Exception {
        List<Running> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            runs.add(run("--exec", "echo run " + i + "; disk write 1 run" + i + "; disk read 1 1", "--timeout", "240"));
        }
        for (int i = 0; i < 5; i++) {
            Result result = runs.get(i).end();
            assertEquals(0, result.status(), result.err());
            assertTrue(result.out().startsWith("run " + i + "\n"), result.out());
            assertTrue(result.out().contains("|run" + i), result.out());
        }
    }

    @Test
    void noEmulatorOutlivesACommandThatIsEnded() throws Exception {
        for (boolean gently : new boolean[] {true, false}) {
            Running running = run("--exec", "run spin", "--timeout", "240");
            ProcessHandle qemu = child(running.process());
            if (gently) {
                running.process().destroy();
            } else {
                running.process().destroyForcibly();
            }
            running.process().waitFor();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (qemu.isAlive() && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
            assertFalse(qemu.isAlive(), gently ? "after SIGTERM" : "after SIGKILL");
        }
    }

    private static ProcessHandle child(Process process) throws InterruptedException {
        while (process.isAlive()) {
            for (ProcessHandle child : process.descendants().toList()) {
                if (child.info().command().orElse("").contains("qemu")) {
                    return child;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the command ended before it started an emulator");
    }

    private static Running run(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "cortado.flash.Main",
                "run"));
        words.addAll(List.of(options));
        int number = STARTED.incrementAndGet();
        Path out = folder.resolve(number + ".out");
        Path err = folder.resolve(number + ".err");
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        return new Running(builder.start(), out, err);
    }
}
