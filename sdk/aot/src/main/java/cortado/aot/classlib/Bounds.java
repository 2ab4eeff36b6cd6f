package cortado.aot.classlib;

/** What the JVM says of an index or a range that lies outside. */
final class Bounds {
    private Bounds() {}

    static String index(long index, long length) {
        return "Index " + index + " out of bounds for length " + length;
    }

    static String range(long from, long to, long length) {
        return "Range [" + from + ", " + to + ") out of bounds for length " + length;
    }

    static String part(long from, long size, long length) {
        return "Range [" + from + ", " + from + " + " + size + ") out of bounds for length " + length;
    }

    /** For strings and builders. */
    static void checkIndex(CharSequence text, int index) {
        if (index < 0 || index >= text.length()) {
            throw new StringIndexOutOfBoundsException(index(index, text.length()));
        }
    }

    /** For strings and builders. */
    static void checkRange(CharSequence text, int from, int to) {
        if (from < 0 || from > to || to > text.length()) {
            throw new StringIndexOutOfBoundsException(range(from, to, text.length()));
        }
    }
}
