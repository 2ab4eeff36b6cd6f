package cortado.flash.transfer;

import cortado.flash.map.BlockMap;
import cortado.flash.map.MappedRange;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An image that is being flashed. */
public interface ImageSource extends AutoCloseable {
    /** What the person calls it. */
    String name();

    /** What it holds, and where. */
    BlockMap map();

    /**
     * Puts a range's bytes into the buffer from its position on. Ranges must be asked for in ascending order, since a
     * compressed image can only be read forwards.
     */
    void read(MappedRange range, ByteBuffer into) throws IOException;

    @Override
    void close() throws IOException;
}
