package cortado.aot.classlib;

import java.nio.Buffer;

/** For {@link Buffer}. */
final class BufferAdditions {
    private BufferAdditions() {}

    @Guard
    public static void position(Buffer self, int position) {
        if (position > self.limit()) {
            throw new IllegalArgumentException("newPosition > limit: (" + position + " > " + self.limit() + ")");
        }
        if (position < 0) {
            throw new IllegalArgumentException("newPosition < 0: (" + position + " < 0)");
        }
    }

    @Guard
    public static void limit(Buffer self, int limit) {
        if (limit > self.capacity()) {
            throw new IllegalArgumentException("newLimit > capacity: (" + limit + " > " + self.capacity() + ")");
        }
        if (limit < 0) {
            throw new IllegalArgumentException("newLimit < 0: (" + limit + " < 0)");
        }
    }
}
