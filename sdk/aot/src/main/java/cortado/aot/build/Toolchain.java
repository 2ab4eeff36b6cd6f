package cortado.aot.build;

import cortado.aot.AotException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Runs clang and lld. */
final class Toolchain {
    private Toolchain() {}

    /** Runs a tool in a folder, so that no absolute path reaches what it writes. */
    static String run(Path folder, List<String> command) throws AotException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new AotException(String.format(
                        Locale.ROOT,
                        "%s failed with status %d in %s:%n%s",
                        command.getFirst(),
                        status,
                        folder,
                        output));
            }
            return output;
        } catch (IOException e) {
            throw new AotException("cannot run " + command.getFirst() + " (" + e.getMessage()
                    + "): install clang, lld and llvm, and see that they are on the PATH");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AotException("interrupted while " + command.getFirst() + " ran");
        }
    }
}
