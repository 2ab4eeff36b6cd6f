package cortado.flash.update;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A card that is updated: written in whole blocks of {@value #BLOCK} bytes, in the order of the calls. */
public interface Medium {
    /** Offsets and lengths are multiples of this. */
    int BLOCK = 4096;

    /** Fills the buffer's remaining bytes. */
    void read(ByteBuffer into, long offset) throws IOException;

    /** Writes the buffer's remaining bytes; they are safe after {@link #sync}. */
    void write(ByteBuffer from, long offset) throws IOException;

    /** Waits until everything written is on the card; nothing later gets there before. */
    void sync() throws IOException;

    /** A buffer that this medium reads into and writes from. */
    ByteBuffer buffer(int length);
}
