package cortado.abi;

import cortado.metal.Intrinsic;

/**
 * Little-endian integers in byte arrays: the order of every layout in this package. A place that is not wholly inside
 * the array is refused with {@link ArrayIndexOutOfBoundsException} before anything is stored.
 */
public final class LittleEndian {
    private LittleEndian() {}

    /** The unsigned byte at {@code at}. */
    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    /** The unsigned two-byte integer at {@code at}. */
    public static int u16(byte[] bytes, int at) {
        check(bytes, at, 2);
        return load16(bytes, at);
    }

    /** The four-byte integer at {@code at}. */
    public static int i32(byte[] bytes, int at) {
        check(bytes, at, 4);
        return load32(bytes, at);
    }

    /** The eight-byte integer at {@code at}. */
    public static long i64(byte[] bytes, int at) {
        check(bytes, at, 8);
        return load64(bytes, at);
    }

    /** Takes {@code count} eight-byte integers that follow each other from {@code at} on: bounds are looked at once. */
    public static void longs(byte[] bytes, int at, long[] target, int count) {
        check(bytes, at, Math.multiplyExact(count, 8));
        for (int i = 0; i < count; i++) {
            target[i] = load64(bytes, at + i * 8);
        }
    }

    /** Stores two bytes. */
    public static void put16(byte[] bytes, int at, int value) {
        check(bytes, at, 2);
        store16(bytes, at, value);
    }

    /** Stores four bytes. */
    public static void put32(byte[] bytes, int at, int value) {
        check(bytes, at, 4);
        store32(bytes, at, value);
    }

    /** Stores eight bytes. */
    public static void put64(byte[] bytes, int at, long value) {
        check(bytes, at, 8);
        store64(bytes, at, value);
    }

    private static void check(byte[] bytes, int at, int width) {
        if (at < 0 || at > bytes.length - width) {
            refuse(bytes.length, at, width);
        }
    }

    private static void refuse(int length, int at, int width) {
        throw new ArrayIndexOutOfBoundsException(
                width + " bytes at index " + at + " out of bounds for length " + length);
    }

    // One instruction each on the board; these bodies are the JVM's.

    @Intrinsic("cortado_load16")
    private static int load16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }

    @Intrinsic("cortado_load32")
    private static int load32(byte[] bytes, int at) {
        return load16(bytes, at) | (load16(bytes, at + 2) << 16);
    }

    @Intrinsic("cortado_load64")
    private static long load64(byte[] bytes, int at) {
        return (load32(bytes, at) & 0xffff_ffffL) | ((long) load32(bytes, at + 4) << 32);
    }

    @Intrinsic("cortado_store16")
    private static void store16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }

    @Intrinsic("cortado_store32")
    private static void store32(byte[] bytes, int at, int value) {
        store16(bytes, at, value);
        store16(bytes, at + 2, value >> 16);
    }

    @Intrinsic("cortado_store64")
    private static void store64(byte[] bytes, int at, long value) {
        store32(bytes, at, (int) value);
        store32(bytes, at + 4, (int) (value >> 32));
    }
}
