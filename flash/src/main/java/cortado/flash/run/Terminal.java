package cortado.flash.run;

import cortado.flash.terminal.RawTerminal;
import cortado.flash.terminal.ReportingScreen;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A guest at the person's own terminal, which tells it of its size. */
public final class Terminal {
    /** The first of the two keys that QEMU takes for itself. */
    private static final int QEMU_KEY = 0x01;

    /** QEMU's standard input: what is typed, and reports between it. */
    private static final class Keys {
        private final OutputStream guest;
        /** QEMU takes the next key for itself, so that a report has to wait for it. */
        private boolean begun;

        private byte[] waiting = {};

        Keys(OutputStream guest) {
            this.guest = guest;
        }

        synchronized void type(int key) throws IOException {
            guest.write(key);
            begun = key == QEMU_KEY && !begun;
            if (!begun) {
                guest.write(waiting);
                waiting = new byte[0];
            }
            guest.flush();
        }

        synchronized void report(byte[] report) {
            if (begun) {
                waiting = report;
                return;
            }
            try {
                guest.write(report);
                guest.flush();
            } catch (IOException e) {
                // QEMU has ended, which its output shows.
                waiting = report;
            }
        }
    }

    private Terminal() {}

    /** Runs QEMU to its end with this process's streams, which are no terminal; its exit status. */
    public static int runWithoutTerminal(List<String> words) throws GuestException, InterruptedException {
        try (QemuProcess qemu = QemuProcess.start(words, QemuProcess.Streams.OURS)) {
            return qemu.await();
        }
    }

    /** Runs QEMU to its end; its exit status. */
    public static int run(List<String> words) throws GuestException, InterruptedException, IOException {
        try (RawTerminal terminal = RawTerminal.open();
                QemuProcess qemu = QemuProcess.start(words, QemuProcess.Streams.PIPED)) {
            Process process = qemu.process();
            Keys keys = new Keys(process.getOutputStream());
            ReportingScreen screen = new ReportingScreen(terminal.screen(), terminal::size, keys::report);
            terminal.onResize(screen::resized);
            Thread.ofPlatform().daemon().name("keys").start(() -> pass(terminal.keys(), keys));
            show(process.getInputStream(), screen);
            return qemu.await();
        }
    }

    private static void pass(InputStream typed, Keys keys) {
        try {
            int key;
            while ((key = typed.read()) >= 0) {
                keys.type(key);
            }
        } catch (IOException e) {
            // QEMU has ended, or the terminal was given back.
            return;
        }
    }

    private static void show(InputStream sent, OutputStream screen) throws IOException {
        byte[] buffer = new byte[4096];
        int count;
        while ((count = sent.read(buffer)) >= 0) {
            screen.write(buffer, 0, count);
            screen.flush();
        }
    }
}
