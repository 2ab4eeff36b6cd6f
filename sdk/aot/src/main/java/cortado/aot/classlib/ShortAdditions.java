package cortado.aot.classlib;

/** For {@link Short}. */
final class ShortAdditions {
    private ShortAdditions() {}

    public static short parseShort(String text, int radix) {
        int value = Integer.parseInt(text, radix);
        if (value != (short) value) {
            throw new NumberFormatException("Value out of range. Value:\"" + text + "\" Radix:" + radix);
        }
        return (short) value;
    }

    public static Short decode(String text) {
        int value = Integer.decode(text);
        if (value != (short) value) {
            throw new NumberFormatException("Value " + value + " out of range from input " + text);
        }
        return (short) value;
    }
}
