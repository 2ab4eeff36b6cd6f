package cortado.aot.classlib;

import java.util.BitSet;

/** For {@link BitSet}. */
@SuppressWarnings("unused")
final class BitSetAdditions {
    private BitSetAdditions() {}

    @Guard(constructor = true)
    public static void ofSize(BitSet self, int bits) {
        if (bits < 0) {
            throw new NegativeArraySizeException("nbits < 0: " + bits);
        }
    }

    @Guard
    public static void get(BitSet self, int index) {
        checkIndex("bitIndex", index);
    }

    @Guard
    public static void set(BitSet self, int index) {
        checkIndex("bitIndex", index);
    }

    @Guard
    public static void set(BitSet self, int index, boolean value) {
        checkIndex("bitIndex", index);
    }

    @Guard
    public static void clear(BitSet self, int index) {
        checkIndex("bitIndex", index);
    }

    @Guard
    public static void flip(BitSet self, int index) {
        checkIndex("bitIndex", index);
    }

    @Guard
    public static void nextSetBit(BitSet self, int from) {
        checkIndex("fromIndex", from);
    }

    @Guard
    public static void nextClearBit(BitSet self, int from) {
        checkIndex("fromIndex", from);
    }

    @Guard
    public static void get(BitSet self, int from, int to) {
        checkRange(from, to);
    }

    @Guard
    public static void set(BitSet self, int from, int to) {
        checkRange(from, to);
    }

    @Guard
    public static void set(BitSet self, int from, int to, boolean value) {
        checkRange(from, to);
    }

    @Guard
    public static void clear(BitSet self, int from, int to) {
        checkRange(from, to);
    }

    @Guard
    public static void flip(BitSet self, int from, int to) {
        checkRange(from, to);
    }

    private static void checkIndex(String name, int index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException(name + " < 0: " + index);
        }
    }

    private static void checkRange(int from, int to) {
        checkIndex("fromIndex", from);
        checkIndex("toIndex", to);
        if (from > to) {
            throw new IndexOutOfBoundsException("fromIndex: " + from + " > toIndex: " + to);
        }
    }
}
