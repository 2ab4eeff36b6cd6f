package cortado.flash.pipeline;

import cortado.aot.AotCompiler;
import cortado.aot.AotException;
import cortado.aot.AotRequest;
import cortado.aot.AotResult;
import cortado.flash.command.CommandException;
import java.util.Locale;

/** Runs the ahead-of-time compiler and tells the person about it. */
final class Compilation {
    private Compilation() {}

    /** Compiles, or ends the command with the compiler's diagnostics. */
    static AotResult run(String what, AotRequest request, Progress progress) {
        try {
            AotResult result = AotCompiler.compile(request);
            if (!result.upToDate()) {
                progress.line(String.format(
                        Locale.ROOT,
                        "compiled %s: %d KiB of code and constants, %d KiB of data, in %.1f s",
                        what,
                        result.textBytes() >> 10,
                        result.dataBytes() >> 10,
                        result.milliseconds() / 1000.0));
            }
            return result;
        } catch (AotException e) {
            throw new CommandException(what + " cannot be compiled:\n" + String.join("\n", e.diagnostics()));
        }
    }
}
