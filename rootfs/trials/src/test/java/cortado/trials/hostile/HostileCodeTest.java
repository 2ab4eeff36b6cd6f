package cortado.trials.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileCodeTest {
    @Test
    void theBytesAreWhatTheSourceAssemblesTo(@TempDir Path folder) throws Exception {
        Path object = folder.resolve("hostile.o");
        Path binary = folder.resolve("hostile.bin");
        run(List.of("clang", "-target", "aarch64-none-elf", "-c", "hostile/hostile.S", "-o", object.toString()));
        run(List.of("llvm-objcopy", "-O", "binary", "-j", ".text", object.toString(), binary.toString()));
        assertEquals(
                HexFormat.of().formatHex(Files.readAllBytes(binary)),
                HexFormat.of().formatHex(HostileCode.bytes()));
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + ": " + said);
    }
}
