package cortado.aot.classlib;

/**
 * Reads floating numbers as {@link Double#valueOf(String)} describes, rounded once and exactly: a first guess is moved
 * until the number lies between the guess's two neighbouring half-ways, which big integers decide.
 */
final class DecimalReader {
    /** More digits than this cannot change how a number is rounded, but for whether any of them is not zero. */
    private static final int DIGITS = 800;

    private final String text;
    private final StringBuilder digits = new StringBuilder();
    private int power;
    private boolean negative;

    private DecimalReader(String text) {
        this.text = text;
    }

    static double readDouble(String text) {
        var reader = new DecimalReader(text.trim());
        String word = reader.parse();
        double value = word == null ? Double.longBitsToDouble(reader.nearest(53, -1074, 0x7feL)) : special(word);
        return reader.negative ? -value : value;
    }

    static float readFloat(String text) {
        var reader = new DecimalReader(text.trim());
        String word = reader.parse();
        float value =
                word == null ? Float.intBitsToFloat((int) reader.nearest(24, -149, 0xfeL)) : (float) special(word);
        return reader.negative ? -value : value;
    }

    private static double special(String word) {
        return word.equals("NaN") ? Double.NaN : Double.POSITIVE_INFINITY;
    }

    /** Fills the fields, or returns the word that stands for a number. */
    private String parse() {
        if (text.isEmpty()) {
            throw new NumberFormatException("empty String");
        }
        int at = 0;
        if (text.charAt(0) == '-' || text.charAt(0) == '+') {
            negative = text.charAt(0) == '-';
            at++;
        }
        String rest = text.substring(at);
        if (rest.equals("NaN") || rest.equals("Infinity")) {
            return rest;
        }
        boolean point = false;
        boolean any = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '.') {
                if (point) {
                    throw new NumberFormatException("multiple points");
                }
                point = true;
            } else if (c >= '0' && c <= '9') {
                any = true;
                if (digits.length() == DIGITS) {
                    power += point ? 0 : 1;
                    if (c != '0') {
                        digits.setCharAt(DIGITS - 1, '1');
                    }
                } else {
                    power -= point ? 1 : 0;
                    if (c != '0' || digits.length() > 0) {
                        digits.append(c);
                    }
                }
            } else {
                break;
            }
        }
        if (!any) {
            throw wrong();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at = exponent(at + 1);
        }
        if (at < text.length() && "fFdD".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at < text.length()) {
            throw wrong();
        }
        return null;
    }

    private int exponent(int start) {
        int at = start;
        boolean minus = at < text.length() && text.charAt(at) == '-';
        if (minus || (at < text.length() && text.charAt(at) == '+')) {
            at++;
        }
        int first = at;
        int value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = Math.min(value * 10 + text.charAt(at) - '0', 100_000);
            at++;
        }
        if (at == first) {
            throw wrong();
        }
        power += minus ? -value : value;
        return at;
    }

    private NumberFormatException wrong() {
        return new NumberFormatException("For input string: \"" + text + "\"");
    }

    /** The bits of the nearest number with a mantissa of so many bits, whose lowest is worth at least 2^least. */
    private long nearest(int bits, int least, long largestExponent) {
        int magnitude = digits.length() + power;
        long infinity = (largestExponent + 1) << (bits - 1);
        if (digits.isEmpty() || magnitude < -330) {
            return 0;
        }
        if (magnitude > 310) {
            return infinity;
        }
        Natural numerator = new Natural(0);
        for (int i = 0; i < digits.length(); i++) {
            numerator.multiply(10);
            numerator.add(digits.charAt(i) - '0');
        }
        Natural denominator = new Natural(1);
        for (int i = 0; i < power; i++) {
            numerator.multiply(10);
        }
        for (int i = 0; i < -power; i++) {
            denominator.multiply(10);
        }
        // Scales by powers of two until the quotient has as many bits as a mantissa, but for the smallest numbers.
        int scale = Math.max(numerator.bits() - denominator.bits() - bits, least);
        if (scale < 0) {
            numerator.shiftLeft(-scale);
        } else {
            denominator.shiftLeft(scale);
        }
        long mantissa = numerator.divide(denominator, bits + 1);
        if (mantissa >>> bits != 0) {
            denominator.shiftLeft(1);
            boolean odd = (mantissa & 1) != 0;
            mantissa >>>= 1;
            scale++;
            if (odd) {
                numerator.addHalf(denominator);
            }
        }
        int half = numerator.compareSum(numerator, denominator);
        if (half > 0 || (half == 0 && (mantissa & 1) != 0)) {
            mantissa++;
        }
        if (mantissa >>> bits != 0) {
            mantissa >>>= 1;
            scale++;
        }
        boolean normal = mantissa >>> (bits - 1) != 0;
        long exponent = normal ? scale - least + 1 : 0;
        if (exponent > largestExponent) {
            return infinity;
        }
        return (exponent << (bits - 1)) | (mantissa & ((1L << (bits - 1)) - 1));
    }
}
