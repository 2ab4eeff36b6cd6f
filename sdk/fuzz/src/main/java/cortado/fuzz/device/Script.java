package cortado.fuzz.device;

/**
 * What a device does, by the bytes of an input: now and then something else than it should, until there are no more
 * bytes; from then on it behaves.
 */
public final class Script {
    /** A device that behaves. */
    public static final Script NONE = new Script(new byte[0], 0);

    /** One in so many decisions is for the wrong. */
    private static final int RARELY = 4;

    private final byte[] bytes;
    private int at;

    /** The bytes from an offset on. */
    public Script(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** Whether the device does what it should not, this time. */
    public synchronized boolean strays() {
        return at < bytes.length && (bytes[at++] & 0xff) % RARELY == RARELY - 1;
    }

    /** The next byte, 0 when there are no more. */
    public synchronized int next() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    /** A value of so many bytes: small, all ones, a single bit, or any. */
    public synchronized long value(int width) {
        int kind = next();
        return switch (kind & 3) {
            case 0 -> next();
            case 1 -> -1L - next();
            case 2 -> 1L << (next() % (8 * width));
            default -> {
                long value = 0;
                for (int i = 0; i < width; i++) {
                    value = value << 8 | next();
                }
                yield value;
            }
        };
    }

    /** The value that a register should have, or another. */
    public synchronized long register(long good, int width) {
        return strays() ? value(width) : good;
    }
}
