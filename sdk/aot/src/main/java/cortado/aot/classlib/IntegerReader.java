package cortado.aot.classlib;

/** Reads integers, in the digits of every script, as {@link Integer#parseInt(String, int)} describes. */
final class IntegerReader {
    private IntegerReader() {}

    /** Reads a number from {@code least} to its counterpart; counts down, since there is room for one more. */
    static long read(String text, int radix, long least) {
        if (text == null) {
            throw new NumberFormatException("Cannot parse null string: null");
        }
        if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
            throw new NumberFormatException("radix " + radix + " out of range");
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

    private static NumberFormatException wrong(String text, int radix) {
        return new NumberFormatException(
                "For input string: \"" + text + "\"" + (radix == 10 ? "" : " under radix " + radix));
    }
}
