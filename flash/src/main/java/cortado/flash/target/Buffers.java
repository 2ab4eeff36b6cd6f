package cortado.flash.target;

import java.nio.ByteBuffer;

/** Memory that devices can read and write directly. */
public final class Buffers {
    private Buffers() {}

    /** A buffer of at least this many bytes, whose address is a multiple of {@link Target#ALIGNMENT}. */
    public static ByteBuffer aligned(int bytes) {
        return ByteBuffer.allocateDirect(rounded(bytes) + Target.ALIGNMENT).alignedSlice(Target.ALIGNMENT);
    }

    /** The number of bytes, rounded up to a multiple of {@link Target#ALIGNMENT}. */
    public static int rounded(int bytes) {
        return (bytes + Target.ALIGNMENT - 1) & -Target.ALIGNMENT;
    }

    /** What remains in a buffer from its start, filled up with zeros to whole sectors; for a file as it is. */
    public static ByteBuffer padded(ByteBuffer bytes, int sector) {
        if (sector == 1) {
            return bytes.duplicate();
        }
        int length = bytes.limit();
        int rounded = rounded(length);
        ByteBuffer whole = bytes.duplicate().limit(rounded);
        for (int i = length; i < rounded; i++) {
            whole.put(i, (byte) 0);
        }
        return whole;
    }
}
