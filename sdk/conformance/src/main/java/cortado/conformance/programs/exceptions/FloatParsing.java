package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;

/** What the parsers of floating numbers accept and how they refuse the rest. */
final class FloatParsing {
    static void main() {
        String[] texts = {
            "0",
            "-0",
            "1",
            "1.",
            ".5",
            "1e10",
            "1E-10",
            "-1.5e+3",
            " 2.5 ",
            "NaN",
            "-NaN",
            "Infinity",
            "-Infinity",
            "+Infinity",
            "1e400",
            "-1e400",
            "1e-400",
            "4.9e-324",
            "2.4e-324",
            "2.5e-324",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "0.1",
            "0.30000000000000004",
            "123456789012345678901234567890",
            "1d",
            "1f",
            "1.5D",
            "3.4028235e38",
            "3.4028236e38",
            "1e23",
            "9007199254740993",
            "2.2250738585072012e-308",
            "1.1754944e-38",
            "0.000000000000000000000000000000000000001",
            "17.0e0"
        };
        for (String text : texts) {
            attempt("parseDouble '" + text + "'", () -> Double.parseDouble(text));
            attempt("parseFloat '" + text + "'", () -> Float.parseFloat(text));
        }
        for (String text : new String[] {"", " ", "abc", "1.2.3", "1e", "e5", "--1", "1,5", "nan", "0x1", "."}) {
            attempt("parseDouble '" + text + "'", () -> Double.parseDouble(text));
        }
        attempt("null", () -> Double.parseDouble(null));
        attempt("valueOf", () -> Double.valueOf("2.50").equals(2.5));
    }
}
