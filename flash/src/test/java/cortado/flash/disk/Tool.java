package cortado.flash.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs a host tool that the launcher installs for tests. */
final class Tool {
    private Tool() {}

    /** Exit status, and everything that was printed. */
    record Output(int status, String text) {}

    static Output run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
