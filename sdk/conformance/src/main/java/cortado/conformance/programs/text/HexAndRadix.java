package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

import java.util.HexFormat;

/** Numbers written in other bases. */
final class HexAndRadix {
    static void main() {
        for (int radix = 2; radix <= 36; radix += 7) {
            say(
                    radix,
                    Integer.toString(-123456789, radix),
                    Long.toString(1L << 62, radix),
                    Long.toString(Long.MIN_VALUE, radix));
        }
        say(
                Integer.toString(255, 1),
                Integer.toString(255, 99),
                Integer.toHexString(-255),
                Long.toHexString(255L << 40));
        say(
                HexFormat.of().formatHex(new byte[] {0, 15, -1, 127}),
                HexFormat.of().parseHex("0a0b").length);
        say(
                HexFormat.ofDelimiter(":").withUpperCase().formatHex(new byte[] {-86, -69}),
                HexFormat.of().toHexDigits((byte) 10));
        say(
                Character.digit('f', 16),
                Character.digit('g', 16),
                Character.forDigit(11, 16),
                Character.getNumericValue('z'));
    }
}
