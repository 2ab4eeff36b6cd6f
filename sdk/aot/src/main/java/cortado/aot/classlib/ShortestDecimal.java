package cortado.aot.classlib;

/**
 * Writes floating numbers as {@link Double#toString(double)} describes: the shortest decimal that reads back as the
 * same number, at least two digits long, and of those the closest one.
 *
 * <p>Digits come from an exact division of big integers: {@code remainder / divisor} is what is left to write, and
 * {@code below} and {@code above} say how far the written number may lie from the true one.
 */
final class ShortestDecimal {
    private static final int DOUBLE_BITS = 52;
    private static final int FLOAT_BITS = 23;

    private ShortestDecimal() {}

    static String toString(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & ((1L << DOUBLE_BITS) - 1);
        int exponent = (int) ((bits >>> DOUBLE_BITS) & 0x7ff);
        return signed(bits < 0, exponent == 0x7ff, fraction, exponent, DOUBLE_BITS, 1075);
    }

    static String toString(float value) {
        if (Float.isNaN(value)) {
            return "NaN";
        }
        int bits = Float.floatToRawIntBits(value);
        long fraction = bits & ((1 << FLOAT_BITS) - 1);
        int exponent = (bits >>> FLOAT_BITS) & 0xff;
        return signed(bits < 0, exponent == 0xff, fraction, exponent, FLOAT_BITS, 150);
    }

    private static String signed(boolean negative, boolean infinite, long fraction, int exponent, int bits, int bias) {
        String sign = negative ? "-" : "";
        if (infinite) {
            return sign + "Infinity";
        }
        if (exponent == 0 && fraction == 0) {
            return sign + "0.0";
        }
        long mantissa = exponent == 0 ? fraction : fraction | 1L << bits;
        int power = (exponent == 0 ? 1 : exponent) - bias;
        if (power <= 0 && power > -bits && (mantissa & ((1L << -power) - 1)) == 0 && mantissa >> -power < 10_000_000) {
            return sign + (mantissa >> -power) + ".0";
        }
        return sign + digits(mantissa, power, fraction == 0 && exponent > 1);
    }

    /** Writes {@code mantissa * 2^power}; {@code uneven} if the next lower number is half as far as the next higher. */
    private static String digits(long mantissa, int power, boolean uneven) {
        Natural remainder = new Natural(mantissa);
        Natural divisor = new Natural(1);
        Natural above = new Natural(1);
        Natural below = new Natural(1);
        int spare = uneven ? 2 : 1;
        remainder.shiftLeft(spare + Math.max(power, 0));
        divisor.shiftLeft(spare + Math.max(-power, 0));
        above.shiftLeft(spare - 1 + Math.max(power, 0));
        below.shiftLeft(Math.max(power, 0));
        int point = scale(mantissa, power, remainder, divisor, above, below);
        boolean even = (mantissa & 1) == 0;
        StringBuilder digits = new StringBuilder();
        while (true) {
            int digit = remainder.remainder(divisor);
            int toBelow = remainder.compareTo(below);
            int toAbove = remainder.compareSum(above, divisor);
            boolean downFits = even ? toBelow <= 0 : toBelow < 0;
            boolean upFits = even ? toAbove >= 0 : toAbove > 0;
            if (digits.length() > 0 && (downFits || upFits)) {
                int half = remainder.compareSum(remainder, divisor);
                boolean up = upFits && (!downFits || half > 0 || (half == 0 && (digit & 1) == 1));
                point += write(digits, up ? digit + 1 : digit);
                return place(digits, point);
            }
            digits.append((char) ('0' + digit));
            remainder.multiply(10);
            above.multiply(10);
            below.multiply(10);
        }
    }

    /** Makes {@code 1 <= remainder / divisor < 10} and returns how many digits stand before the decimal point. */
    private static int scale(
            long mantissa, int power, Natural remainder, Natural divisor, Natural above, Natural below) {
        int log2 = power + 63 - Long.numberOfLeadingZeros(mantissa);
        int log10 = (int) Math.floor(log2 * 0.30102999566398120 - 1e-9);
        for (int i = 0; i < log10; i++) {
            divisor.multiply(10);
        }
        for (int i = 0; i < -log10; i++) {
            remainder.multiply(10);
            above.multiply(10);
            below.multiply(10);
        }
        Natural ten = divisor.copy();
        ten.multiply(10);
        if (remainder.compareTo(ten) >= 0) {
            divisor.multiply(10);
            log10++;
        }
        return log10 + 1;
    }

    /** Appends a digit from 0 to 10; a ten carries into those before it. Returns 1 if there is a digit more for it. */
    private static int write(StringBuilder digits, int digit) {
        if (digit < 10) {
            digits.append((char) ('0' + digit));
            return 0;
        }
        digits.append('0');
        int at = digits.length() - 2;
        while (at >= 0 && digits.charAt(at) == '9') {
            digits.setCharAt(at--, '0');
        }
        if (at >= 0) {
            digits.setCharAt(at, (char) (digits.charAt(at) + 1));
            return 0;
        }
        digits.insert(0, '1');
        return 1;
    }

    /** Puts the decimal point, and an exponent outside of 10^-3 to 10^7. */
    private static String place(StringBuilder digits, int point) {
        int length = digits.length();
        while (length > 1 && digits.charAt(length - 1) == '0') {
            length--;
        }
        digits.setLength(length);
        if (point > 7 || point < -2) {
            if (length == 1) {
                digits.append('0');
            }
            return digits.insert(1, '.').append('E').append(point - 1).toString();
        }
        if (point <= 0) {
            return digits.insert(0, "0.", 0, 2).insert(2, "000", 0, -point).toString();
        }
        while (digits.length() <= point) {
            digits.append('0');
        }
        return digits.insert(point, '.').toString();
    }
}
