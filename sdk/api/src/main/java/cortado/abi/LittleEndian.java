package cortado.abi;

/** Little-endian integers in byte arrays: the order of every layout in this package. */
public final class LittleEndian {
    private LittleEndian() {}

    /** The unsigned byte at {@code at}. */
    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    /** The unsigned two-byte integer at {@code at}. */
    public static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }

    /** The four-byte integer at {@code at}. */
    public static int i32(byte[] bytes, int at) {
        return u16(bytes, at) | (u16(bytes, at + 2) << 16);
    }

    /** The eight-byte integer at {@code at}. */
    public static long i64(byte[] bytes, int at) {
        return (i32(bytes, at) & 0xffff_ffffL) | ((long) i32(bytes, at + 4) << 32);
    }

    /** Stores two bytes. */
    public static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }

    /** Stores four bytes. */
    public static void put32(byte[] bytes, int at, int value) {
        put16(bytes, at, value);
        put16(bytes, at + 2, value >> 16);
    }

    /** Stores eight bytes. */
    public static void put64(byte[] bytes, int at, long value) {
        put32(bytes, at, (int) value);
        put32(bytes, at + 4, (int) (value >> 32));
    }
}
