package cortado.aot.classlib;

/** For {@link Byte}. */
final class ByteAdditions {
    private ByteAdditions() {}

    public static byte parseByte(String text, int radix) {
        int value = Integer.parseInt(text, radix);
        if (value != (byte) value) {
            throw new NumberFormatException("Value out of range. Value:\"" + text + "\" Radix:" + radix);
        }
        return (byte) value;
    }

    public static Byte decode(String text) {
        int value = Integer.decode(text);
        if (value != (byte) value) {
            throw new NumberFormatException("Value " + value + " out of range from input " + text);
        }
        return (byte) value;
    }
}
