package cortado.aot.classlib;

import java.nio.ByteBuffer;

/** For {@link ByteBuffer}. */
final class ByteBufferAdditions {
    private ByteBufferAdditions() {}

    @Guard
    public static void allocate(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity < 0: (" + capacity + " < 0)");
        }
    }

    @Guard
    public static void allocateDirect(int capacity) {
        allocate(capacity);
    }
}
