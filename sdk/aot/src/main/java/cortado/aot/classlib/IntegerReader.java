package cortado.aot.classlib;

/** Reads integers, in the digits of every script, as {@link Integer#parseInt(String, int)} describes. */
final class IntegerReader {
    private IntegerReader() {}

    /** Reads a number from {@code least} to its counterpart; counts down, since there is room for one more. */
    static long read(String text, int radix, long least) {
        if (text == null) {
            throw new NumberFormatException("Cannot parse null string");
        }
        if (radix < Character.MIN_RADIX) {
            throw new NumberFormatException("radix " + radix + " less than Character.MIN_RADIX");
        }
        if (radix > Character.MAX_RADIX) {
            throw new NumberFormatException("radix " + radix + " greater than Character.MAX_RADIX");
        }
        boolean negative = text.startsWith("-");
        int from = negative || text.startsWith("+") ? 1 : 0;
        long limit = negative ? least : least + 1;
        if (from == text.length()) {
            throw wrong(text, radix);
        }
        long value = 0;
        for (int i = from; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0 || value < limit / radix || value * radix < limit + digit) {
                throw wrong(text, radix);
            }
            value = value * radix - digit;
        }
        return negative ? value : -value;
    }

    /** As {@link Integer#decode(String)}: decimal, or with 0x, 0X or # in base 16, or with 0 in base 8. */
    static long decode(String text, long least) {
        if (text.isEmpty()) {
            throw new NumberFormatException("Zero length string");
        }
        boolean negative = text.startsWith("-");
        int from = negative || text.startsWith("+") ? 1 : 0;
        int radix = 10;
        if (text.startsWith("0x", from) || text.startsWith("0X", from)) {
            radix = 16;
            from += 2;
        } else if (text.startsWith("#", from)) {
            radix = 16;
            from++;
        } else if (text.startsWith("0", from) && text.length() > from + 1) {
            radix = 8;
            from++;
        }
        if (text.startsWith("-", from) || text.startsWith("+", from)) {
            throw new NumberFormatException("Sign character in wrong position");
        }
        return read((negative ? "-" : "") + text.substring(from), radix, least);
    }

    private static NumberFormatException wrong(String text, int radix) {
        return new NumberFormatException(
                "For input string: \"" + text + "\"" + (radix == 10 ? "" : " under radix " + radix));
    }
}
