package cortado.fuzz.target;

/** The bytes of an input, one after another; zeros when there are no more. */
final class InputBytes {
    private final byte[] bytes;
    private int at;

    InputBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isEmpty() {
        return at >= bytes.length;
    }

    /** 0 to 255. */
    int next() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    /** Eight bytes, the first the most significant. */
    long next64() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | next();
        }
        return value;
    }
}
