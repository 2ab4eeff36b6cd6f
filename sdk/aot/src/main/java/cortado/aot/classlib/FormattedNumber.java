package cortado.aot.classlib;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IllegalFormatCodePointException;
import java.util.IllegalFormatConversionException;

/** A number or character as one specifier of a format wants it; not yet padded with blanks. */
final class FormattedNumber {
    private static final int DIGITS = 6;
    private static final int GROUP = 3;

    private final FormatSpecifier specifier;

    FormattedNumber(FormatSpecifier specifier) {
        this.specifier = specifier;
    }

    String format(Object value) {
        return switch (specifier.conversion()) {
            case 'c' -> character(value);
            case 'd' -> decimal(value);
            case 'o', 'x' -> unsigned(value);
            default -> floating(value);
        };
    }

    private IllegalFormatConversionException wrong(Object value) {
        return new IllegalFormatConversionException(specifier.conversion(), value.getClass());
    }

    private String character(Object value) {
        if (value instanceof Character character) {
            return character.toString();
        }
        int code = switch (value) {
            case Byte number -> number;
            case Short number -> number;
            case Integer number -> number;
            default -> throw wrong(value);
        };
        if (!Character.isValidCodePoint(code)) {
            throw new IllegalFormatCodePointException(code);
        }
        return Character.toString(code);
    }

    private String decimal(Object value) {
        String digits = switch (value) {
            case Byte number -> number.toString();
            case Short number -> number.toString();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            default -> throw wrong(value);
        };
        boolean negative = digits.startsWith("-");
        return signed(negative, negative ? digits.substring(1) : digits);
    }

    /** In base 8 or 16; what is negative is written in two's complement, but for big integers. */
    private String unsigned(Object value) {
        int shift = specifier.conversion() == 'x' ? 4 : 3;
        String prefix = !specifier.has('#') ? "" : shift == 4 ? "0x" : "0";
        if (value instanceof BigInteger number) {
            return signed(number.signum() < 0, prefix + number.abs().toString(1 << shift));
        }
        long bits = switch (value) {
            case Byte number -> number & 0xffL;
            case Short number -> number & 0xffffL;
            case Integer number -> number & 0xffffffffL;
            case Long number -> number;
            default -> throw wrong(value);
        };
        specifier.forbid("( +");
        String digits = shift == 4 ? Long.toHexString(bits) : Long.toOctalString(bits);
        int zeros = specifier.has('0') ? specifier.width() - prefix.length() - digits.length() : 0;
        return prefix + "0".repeat(Math.max(0, zeros)) + digits;
    }

    private String floating(Object value) {
        if (value instanceof BigDecimal number) {
            return signed(number.signum() < 0, digits(Decimal.of(number)));
        }
        double number = switch (value) {
            case Float single -> single;
            case Double twice -> twice;
            default -> throw wrong(value);
        };
        if (Double.isNaN(number)) {
            return "NaN";
        }
        boolean negative = Double.doubleToRawLongBits(number) < 0;
        return Double.isInfinite(number)
                ? sign(negative) + "Infinity" + end(negative)
                : signed(negative, digits(Decimal.of(number)));
    }

    private String digits(Decimal value) {
        int precision = specifier.precision() < 0 ? DIGITS : specifier.precision();
        String text = switch (specifier.conversion()) {
            case 'f' -> value.fixed(precision);
            case 'e' -> value.scientific(precision);
            default -> value.general(Math.max(1, precision));
        };
        if (!specifier.has('#') || text.indexOf('.') >= 0) {
            return text;
        }
        int exponent = text.indexOf('e');
        return exponent < 0 ? text + "." : text.substring(0, exponent) + "." + text.substring(exponent);
    }

    private String sign(boolean negative) {
        if (negative) {
            return specifier.has('(') ? "(" : "-";
        }
        return specifier.has('+') ? "+" : specifier.has(' ') ? " " : "";
    }

    private String end(boolean negative) {
        return negative && specifier.has('(') ? ")" : "";
    }

    private String signed(boolean negative, String digits) {
        String magnitude = specifier.has(',') ? grouped(digits) : digits;
        String sign = sign(negative);
        String end = end(negative);
        int zeros = specifier.has('0') ? specifier.width() - sign.length() - magnitude.length() - end.length() : 0;
        return sign + "0".repeat(Math.max(0, zeros)) + magnitude + end;
    }

    /** Puts a comma before every third digit from the point on, leftwards. */
    private static String grouped(String digits) {
        int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < point; i++) {
            if (i > 0 && (point - i) % GROUP == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.append(digits, point, digits.length()).toString();
    }
}
