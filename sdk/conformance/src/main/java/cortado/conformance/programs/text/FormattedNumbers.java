package cortado.conformance.programs.text;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Every flag, width and precision of String.format on numbers of every kind. */
final class FormattedNumbers {
    static void main() {
        double[] values = {
            0, -0.0, 1, -1.5, 0.5, 2.5, 9.995, 999999.5, 1e-5, 0.00012345, 123456789.987654321, 1e21, -1e-300
        };
        String[] formats = {"%f", "%.0f", "%#.0f", "%.3f", "%12.2f|", "%-12.2f|", "%012.2f", "%+,.2f", "%(.1f", "% .4f"
        };
        String[] others = {"%e", "%.0e", "%#.0e", "%12.3E|", "%-14.2e|", "%g", "%.3g", "%.0g", "%G", "%,12.4g|"};
        for (double value : values) {
            for (String format : formats) {
                say(value, format, String.format(Locale.ROOT, format, value));
            }
            for (String format : others) {
                say(value, format, String.format(Locale.ROOT, format, value));
            }
        }
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            say(String.format("%f %+e %10.2f %010.1f %(g", value, value, value, value, value));
        }
        say(String.format("%.3f %s %e", 1.1f, 1.1f, Float.MAX_VALUE));
        BigDecimal big = new BigDecimal("-12345678901234567890.125");
        say(String.format("%f %.2f %e %,.1f %s %.3g", big, big, big, big, big, big));
        BigInteger huge = BigInteger.TWO.pow(80).negate();
        say(String.format("%d %,d %x %o %(d %030d", huge, huge, huge, huge, huge, huge));
        long[] integers = {0, 7, -7, 1234567, Long.MIN_VALUE, Long.MAX_VALUE};
        for (long value : integers) {
            say(String.format(
                    "%d %+d % d %(d %,d %022d %-22d| %22d", value, value, value, value, value, value, value, value));
            say(String.format("%x %X %#x %#o %024x %#024x %o", value, value, value, value, value, value, value));
        }
        say(String.format("%d %x %o %d %x", (byte) -1, (byte) -1, (byte) -1, (short) -2, (short) -2));
        say(String.format("%c %C %c %5c %-5c| %c", 'x', 'x', 0x1F600, 'y', 'z', null));
        say(String.format("%b %B %.2b %b %h %H %h", true, null, false, "x", "text", "text", null));
        failures();
    }

    private static void failures() {
        String[] wrong = {
            "%<s", "%5", "%", "%-d", "%0d", "%+ d", "%-05d", "%--5d", "%.2d", "%#d", "%,x", "%.1c", "%#b", "%+s", "%5n",
            "%.1%", "%+%", "%D", "%F", "%y", "%.f", "%,e", "%#g", "%3$s", "%z"
        };
        for (String format : wrong) {
            attempt(format, () -> String.format(format, 1, 2));
        }
        attempt("double as integer", () -> String.format("%d", 1.0));
        attempt("integer as double", () -> String.format("%f", 1));
        attempt("text as character", () -> String.format("%c", "text"));
        attempt("no such character", () -> String.format("%c", 0x110000));
        attempt("signed hexadecimal", () -> String.format("%+x", 1));
        attempt("null", () -> String.format("%d %x %f %s %S %c %.2f", null, null, null, null, null, null, null));
    }
}
