package cortado.flash.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A serial line over a pair of streams. A thread of its own reads, so that waiting can end at a deadline. */
public final class StreamSerial implements Serial {
    private static final byte[] HUNG_UP = {};

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final OutputStream out;
    private byte[] chunk = {};
    private int next;

    /** Reads and writes the streams; {@code tap} sees everything that is received, as it comes. */
    public StreamSerial(InputStream in, OutputStream out, Consumer<byte[]> tap) {
        this.out = out;
        Thread.ofPlatform().daemon().name("serial-reader").start(() -> pump(in, tap));
    }

    private void pump(InputStream in, Consumer<byte[]> tap) {
        byte[] buffer = new byte[4096];
        try {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                byte[] bytes = Arrays.copyOf(buffer, count);
                tap.accept(bytes);
                if (count > 0) {
                    received.add(bytes);
                }
            }
        } catch (IOException e) {
            // The process behind the stream was ended: for the reader that is the end of the line.
        }
        received.add(HUNG_UP);
    }

    @Override
    public int read(long deadline) throws InterruptedException {
        if (next == chunk.length) {
            if (chunk == HUNG_UP) {
                return CLOSED;
            }
            byte[] more = received.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (more == null) {
                return LATE;
            }
            chunk = more;
            next = 0;
            if (chunk == HUNG_UP) {
                return CLOSED;
            }
        }
        return Byte.toUnsignedInt(chunk[next++]);
    }

    @Override
    public void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            // A guest that is gone cannot be told anything; reading tells how it ended.
        }
    }
}
