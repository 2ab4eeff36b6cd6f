package cortado.flash.run;

import java.io.File;
import java.io.IOException;
import java.util.List;

/** A guest at the person's own terminal: QEMU has the terminal to itself until it ends. */
public final class Terminal {
    private static final File TTY = new File("/dev/tty");

    private Terminal() {}

    /** Runs QEMU to its end; its exit status. */
    public static int run(List<String> words) throws GuestException, InterruptedException {
        try (QemuProcess qemu = QemuProcess.start(words, true)) {
            int status = qemu.await();
            if (status != 0) {
                restore();
            }
            return status;
        }
    }

    /** A QEMU that was ended from outside leaves the terminal raw. */
    private static void restore() throws InterruptedException {
        try {
            new ProcessBuilder("stty", "sane")
                    .redirectInput(TTY)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // No terminal, or no stty: there is nothing to mend.
        }
    }
}
