package cortado.flash.serial;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * Keeps what comes in on a serial line. The line's reader may still hand in bytes when the log is closed; they are
 * dropped, and a log that cannot be written ends nothing: it is reported once.
 */
public final class SerialLog implements Consumer<byte[]>, AutoCloseable {
    private final OutputStream file;
    private final Consumer<String> reports;
    private boolean closed;

    /** Writes to this file, which it closes. */
    public SerialLog(OutputStream file, Consumer<String> reports) {
        this.file = file;
        this.reports = reports;
    }

    @Override
    public synchronized void accept(byte[] bytes) {
        if (closed) {
            return;
        }
        try {
            file.write(bytes);
            file.flush();
        } catch (IOException e) {
            closed = true;
            reports.accept("the log cannot be written: " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }
}
