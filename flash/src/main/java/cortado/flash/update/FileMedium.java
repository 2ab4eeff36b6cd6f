package cortado.flash.update;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A card's image in a file. */
public final class FileMedium implements Medium, AutoCloseable {
    private final FileChannel file;

    /** Opens a file that exists. */
    public FileMedium(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void read(ByteBuffer into, long offset) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            if (file.read(into, offset + into.position() - start) < 0) {
                throw new EOFException("the card's image ends at byte " + (offset + into.position() - start));
            }
        }
    }

    @Override
    public void write(ByteBuffer from, long offset) throws IOException {
        int start = from.position();
        while (from.hasRemaining()) {
            file.write(from, offset + from.position() - start);
        }
    }

    @Override
    public void sync() throws IOException {
        file.force(true);
    }

    @Override
    public ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
