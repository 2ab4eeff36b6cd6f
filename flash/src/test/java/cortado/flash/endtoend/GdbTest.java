package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.run.Emulation;
import cortado.flash.run.GdbRecipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe that {@code cortado run --gdb} prints. */
class GdbTest {
    /** Where gdb says that it stopped, and the line of source that it shows then. */
    private static final Pattern STOP = Pattern.compile(" at cortado/kernel/Kernel\\.java:(\\d+)\\R\\1\t(.*)");

    @TempDir
    Path folder;

    @Test
    void gdbStopsAtALineOfTheKernelsJava() throws Exception {
        List<String> source = Files.readAllLines(Boards.PROJECT.at("kernel/src/main/java/cortado/kernel/Kernel.java"));
        BoardBuild build = new BoardBuild(Boards.PROJECT, new Progress(System.err::println));
        try (Emulation emulation = Emulation.prepare(Boards.PROJECT, build, "qemu-virt")) {
            Path socket = folder.resolve("gdb");
            List<String> qemu = new ArrayList<>(emulation.headless(emulation.command()));
            qemu.addAll(List.of("-S", "-gdb", "unix:" + socket + ",server=on,wait=off"));
            Process machine = new ProcessBuilder(qemu)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                String text = gdb(socket, emulation.kernelElf().orElseThrow(), machine);
                Matcher stop = STOP.matcher(text);
                assertTrue(stop.find(), text);
                assertEquals(source.get(Integer.parseInt(stop.group(1)) - 1), stop.group(2), text);
            } finally {
                machine.destroyForcibly().waitFor();
            }
        }
    }

    private static String gdb(Path socket, Path kernel, Process machine) throws IOException, InterruptedException {
        while (Files.notExists(socket) && machine.isAlive()) {
            Thread.sleep(50);
        }
        List<String> words = new ArrayList<>(GdbRecipe.words(Boards.PROJECT, socket.toString(), kernel));
        words.addAll(1, List.of("-batch", "-nx"));
        words.addAll(List.of("-ex", "kill"));
        Process gdb = new ProcessBuilder(words).redirectErrorStream(true).start();
        gdb.getOutputStream().close();
        String text = new String(gdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        gdb.waitFor();
        return text;
    }
}
