package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;

/** What the parsers of integers accept and how they refuse the rest. */
final class NumberParsing {
    static void main() {
        String[] texts = {
            "0",
            "-0",
            "+7",
            "42",
            "-2147483648",
            "2147483647",
            "2147483648",
            "-2147483649",
            "",
            " 1",
            "1 ",
            "abc",
            "1.5",
            "--1",
            "+",
            "-",
            "0x10",
            "1_000",
            "99999999999",
            "9223372036854775807",
            "9223372036854775808",
            "٣"
        };
        for (String text : texts) {
            attempt("parseInt '" + text + "'", () -> Integer.parseInt(text));
            attempt("parseLong '" + text + "'", () -> Long.parseLong(text));
        }
        attempt("null", () -> Integer.parseInt(null));
        attempt("null long", () -> Long.parseLong(null));
        attempt("hex", () -> Integer.parseInt("7fffffff", 16));
        attempt("hex overflow", () -> Integer.parseInt("80000000", 16));
        attempt("negative hex", () -> Integer.parseInt("-80000000", 16));
        attempt("base 36", () -> Long.parseLong("zZ", 36));
        attempt("base 37", () -> Integer.parseInt("1", 37));
        attempt("base 1", () -> Integer.parseInt("1", 1));
        attempt("digit of another base", () -> Integer.parseInt("12", 2));
        for (String text : new String[] {"0x1F", "-0xff", "#a", "010", "08", "-", "", "0x", "12L"}) {
            attempt("decode " + text, () -> Integer.decode(text));
            attempt("decode long " + text, () -> Long.decode(text));
        }
        attempt("valueOf", () -> Integer.valueOf("17"));
        attempt("valueOf base", () -> Long.valueOf("-11", 2));
    }
}
