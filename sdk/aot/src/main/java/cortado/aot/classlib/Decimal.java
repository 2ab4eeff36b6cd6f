package cortado.aot.classlib;

import java.math.BigDecimal;

/**
 * A number that is not negative as decimal digits: 0.DIGITS times ten to the power of {@code scale}. Without digits it
 * is zero.
 */
record Decimal(String digits, int scale) {
    /** The digits that {@link Double#toString(double)} writes. */
    static Decimal of(double value) {
        String text = ShortestDecimal.toString(Math.abs(value));
        int exponent = text.indexOf('E');
        String mantissa = exponent < 0 ? text : text.substring(0, exponent);
        int point = mantissa.indexOf('.');
        int power = exponent < 0 ? 0 : Integer.parseInt(text.substring(exponent + 1));
        return trimmed(mantissa.substring(0, point) + mantissa.substring(point + 1), point + power);
    }

    static Decimal of(BigDecimal value) {
        String all = value.unscaledValue().abs().toString();
        return trimmed(all, all.length() - value.scale());
    }

    private static Decimal trimmed(String digits, int scale) {
        int from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        return from == digits.length() ? new Decimal("", 1) : new Decimal(digits.substring(from), scale - from);
    }

    boolean isZero() {
        return digits.isEmpty();
    }

    /** Keeps so many digits, also none; half goes up. */
    private Decimal rounded(int keep) {
        if (keep >= digits.length()) {
            return this;
        }
        if (keep < 0 || digits.charAt(keep) < '5') {
            return keep <= 0 ? new Decimal("", 1) : new Decimal(digits.substring(0, keep), scale);
        }
        int last = keep - 1;
        while (last >= 0 && digits.charAt(last) == '9') {
            last--;
        }
        if (last < 0) {
            return new Decimal("1", scale + 1);
        }
        return new Decimal(digits.substring(0, last) + (char) (digits.charAt(last) + 1), scale);
    }

    private char digit(int index) {
        return index >= 0 && index < digits.length() ? digits.charAt(index) : '0';
    }

    /** With so many digits after the point. */
    String fixed(int precision) {
        Decimal value = rounded(scale + precision);
        StringBuilder text = new StringBuilder();
        for (int i = Math.min(0, value.scale - 1); i < value.scale; i++) {
            text.append(value.digit(i));
        }
        for (int i = 0; i < precision; i++) {
            if (i == 0) {
                text.append('.');
            }
            text.append(value.digit(value.scale + i));
        }
        return text.toString();
    }

    /** One digit, so many after the point, and the power of ten. */
    String scientific(int precision) {
        Decimal value = rounded(precision + 1);
        StringBuilder text = new StringBuilder().append(value.digit(0));
        for (int i = 1; i <= precision; i++) {
            if (i == 1) {
                text.append('.');
            }
            text.append(value.digit(i));
        }
        int power = value.scale - 1;
        text.append(power < 0 ? "e-" : "e+");
        if (Math.abs(power) < 10) {
            text.append('0');
        }
        return text.append(Math.abs(power)).toString();
    }

    /** With so many digits in all: plain where the number is neither small nor large for them, else scientific. */
    String general(int precision) {
        Decimal value = rounded(precision);
        if (isZero()) {
            return fixed(precision - 1);
        }
        return value.scale > -4 && value.scale <= precision
                ? fixed(precision - value.scale)
                : scientific(precision - 1);
    }
}
