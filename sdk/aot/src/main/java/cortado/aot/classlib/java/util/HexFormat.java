package cortado.aot.classlib.java.util;

/** Bytes as hexadecimal digits, with an optional delimiter, prefix and suffix for each byte. */
public final class HexFormat {
    private static final HexFormat PLAIN = new HexFormat("", "", "", false);

    private final String delimiter;
    private final String prefix;
    private final String suffix;
    private final boolean upperCase;

    private HexFormat(String delimiter, String prefix, String suffix, boolean upperCase) {
        this.delimiter = delimiter;
        this.prefix = prefix;
        this.suffix = suffix;
        this.upperCase = upperCase;
    }

    public static HexFormat of() {
        return PLAIN;
    }

    public static HexFormat ofDelimiter(String delimiter) {
        return PLAIN.withDelimiter(delimiter);
    }

    public HexFormat withDelimiter(String value) {
        return new HexFormat(value, prefix, suffix, upperCase);
    }

    public HexFormat withPrefix(String value) {
        return new HexFormat(delimiter, value, suffix, upperCase);
    }

    public HexFormat withSuffix(String value) {
        return new HexFormat(delimiter, prefix, value, upperCase);
    }

    public HexFormat withUpperCase() {
        return new HexFormat(delimiter, prefix, suffix, true);
    }

    public HexFormat withLowerCase() {
        return new HexFormat(delimiter, prefix, suffix, false);
    }

    public String formatHex(byte[] bytes) {
        return formatHex(bytes, 0, bytes.length);
    }

    public String formatHex(byte[] bytes, int from, int to) {
        if (from < 0 || from > to || to > bytes.length) {
            throw new IndexOutOfBoundsException(
                    "Range [" + from + ", " + to + ") out of bounds for length " + bytes.length);
        }
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (i > from) {
                text.append(delimiter);
            }
            text.append(prefix).append(toHexDigits(bytes[i])).append(suffix);
        }
        return text.toString();
    }

    public byte[] parseHex(CharSequence text) {
        if (text.length() == 0) {
            return new byte[0];
        }
        int each = prefix.length() + 2 + suffix.length();
        int step = each + delimiter.length();
        if ((text.length() - each) % step != 0) {
            throw new IllegalArgumentException("string is incorrect length: " + text.length());
        }
        byte[] bytes = new byte[(text.length() - each) / step + 1];
        for (int i = 0; i < bytes.length; i++) {
            int at = i * step;
            expect(text, at, prefix);
            at += prefix.length();
            bytes[i] = (byte) ((fromHexDigit(text.charAt(at)) << 4) | fromHexDigit(text.charAt(at + 1)));
            expect(text, at + 2, suffix);
            if (i + 1 < bytes.length) {
                expect(text, at + 2 + suffix.length(), delimiter);
            }
        }
        return bytes;
    }

    private static void expect(CharSequence text, int at, String part) {
        if (!text.subSequence(at, at + part.length()).toString().equals(part)) {
            throw new IllegalArgumentException("found '" + text.subSequence(at, at + part.length()) + "' at index " + at
                    + ", expected '" + part + "'");
        }
    }

    public char toLowHexDigit(int value) {
        char digit = Character.forDigit(value & 15, 16);
        return upperCase ? Character.toUpperCase(digit) : digit;
    }

    public char toHighHexDigit(int value) {
        return toLowHexDigit(value >> 4);
    }

    public String toHexDigits(byte value) {
        return toHexDigits(value, 2);
    }

    public String toHexDigits(char value) {
        return toHexDigits(value, 4);
    }

    public String toHexDigits(short value) {
        return toHexDigits(value, 4);
    }

    public String toHexDigits(int value) {
        return toHexDigits(value, 8);
    }

    public String toHexDigits(long value) {
        return toHexDigits(value, 16);
    }

    public String toHexDigits(long value, int digits) {
        if (digits < 0 || digits > 16) {
            throw new IllegalArgumentException("number of digits: " + digits);
        }
        char[] text = new char[digits];
        for (int i = 0; i < digits; i++) {
            text[digits - 1 - i] = toLowHexDigit((int) (value >> (4 * i)));
        }
        return new String(text);
    }

    public static boolean isHexDigit(int c) {
        return c < 128 && Character.digit((char) c, 16) >= 0;
    }

    public static int fromHexDigit(int c) {
        if (!isHexDigit(c)) {
            throw new NumberFormatException("not a hexadecimal digit: \"" + (char) c + "\" = " + c);
        }
        return Character.digit((char) c, 16);
    }

    public static int fromHexDigits(CharSequence text) {
        return (int) fromHexDigitsToLong(text);
    }

    public static long fromHexDigitsToLong(CharSequence text) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            value = (value << 4) | fromHexDigit(text.charAt(i));
        }
        return value;
    }
}
