package cortado.flash.serial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A person's terminal on a serial line that may come and go: what is typed goes out, what comes in is shown. */
public final class SerialConsole {
    /** Ctrl-A, as in QEMU's own console. */
    private static final int ESCAPE = 0x01;

    private static final int RETRY_MILLIS = 300;

    /** Opens the line, as often as it takes. */
    public interface Line {
        /**
         * Opens it.
         *
         * @throws IOException if it is not there yet
         */
        SerialPorts.Open open() throws IOException;
    }

    private final String name;
    private final Line line;
    private final OutputStream screen;
    private final Consumer<byte[]> log;
    private final Consumer<String> notes;
    private final AtomicReference<SerialPorts.Open> open = new AtomicReference<>();
    private volatile boolean stopped;

    /**
     * A console.
     *
     * @param name of the line, for people
     * @param screen shows what comes in
     * @param log gets a copy of it
     * @param notes is told when the line comes and goes
     */
    public SerialConsole(String name, Line line, OutputStream screen, Consumer<byte[]> log, Consumer<String> notes) {
        this.name = name;
        this.line = line;
        this.screen = screen;
        this.log = log;
        this.notes = notes;
    }

    /** Passes on keys until Ctrl-A X, or until there are none left. */
    public void run(InputStream keys) throws IOException, InterruptedException {
        Thread reader = Thread.ofPlatform().daemon().name("console-reader").start(this::show);
        try {
            boolean escaped = false;
            int key;
            while ((key = keys.read()) >= 0) {
                if (escaped && (key == 'x' || key == 'X')) {
                    return;
                }
                boolean begins = key == ESCAPE && !escaped;
                if (!begins) {
                    send(key);
                }
                escaped = begins;
            }
        } finally {
            stopped = true;
            close();
            reader.join(2 * RETRY_MILLIS);
        }
    }

    private void send(int key) {
        send(new byte[] {(byte) key});
    }

    /** Sends bytes between those that are typed, if the line is there. */
    public synchronized void send(byte[] bytes) {
        SerialPorts.Open current = open.get();
        if (current == null) {
            return;
        }
        try {
            current.out().write(bytes);
        } catch (IOException e) {
            // The reader notices that the line is gone, and says so.
            return;
        }
    }

    private void close() {
        SerialPorts.Open current = open.getAndSet(null);
        if (current != null) {
            current.close();
        }
    }

    /** Connects, shows what comes until the line is gone, and connects again. */
    private void show() {
        boolean waiting = false;
        try {
            while (!stopped) {
                try {
                    SerialPorts.Open opened = line.open();
                    open.set(opened);
                    notes.accept("connected to " + name + "; Ctrl-A X ends, Ctrl-A Ctrl-A sends Ctrl-A");
                    copy(opened.in());
                    close();
                    waiting = false;
                } catch (IOException e) {
                    if (!waiting) {
                        notes.accept(e.getMessage() + "; waiting for it");
                        waiting = true;
                    }
                }
                if (!stopped && !waiting) {
                    notes.accept(name + " is gone; waiting for it");
                    waiting = true;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(InputStream in) throws IOException {
        byte[] buffer = new byte[4096];
        int count;
        while (!stopped && (count = in.read(buffer)) >= 0) {
            screen.write(buffer, 0, count);
            screen.flush();
            log.accept(Arrays.copyOf(buffer, count));
        }
    }
}
