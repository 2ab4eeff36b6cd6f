package cortado.flash.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/** The bytes of an image, which are read forwards, with gaps. */
interface ByteSource extends AutoCloseable {
    /** Fills the buffer's remaining bytes from an offset that is not before the end of the last read. */
    void read(ByteBuffer into, long offset) throws IOException;

    @Override
    void close() throws IOException;

    /** A file's own bytes. */
    static ByteSource of(FileChannel file) {
        return new ByteSource() {
            @Override
            public void read(ByteBuffer into, long offset) throws IOException {
                int start = into.position();
                while (into.hasRemaining()) {
                    if (file.read(into, offset + into.position() - start) < 0) {
                        throw new EOFException("the image ends at byte " + (offset + into.position() - start));
                    }
                }
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    /** What a stream decompresses to. */
    static ByteSource of(InputStream stream) {
        ReadableByteChannel channel = Channels.newChannel(stream);
        return new ByteSource() {
            private long position;

            @Override
            public void read(ByteBuffer into, long offset) throws IOException {
                stream.skipNBytes(offset - position);
                int length = into.remaining();
                while (into.hasRemaining()) {
                    if (channel.read(into) < 0) {
                        throw new EOFException(
                                "the image ends at byte " + (offset + length - into.remaining()) + ", inside a range");
                    }
                }
                position = offset + length;
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
