package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.outcome;

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
            outcome("parseInt '" + text + "'", () -> Integer.parseInt(text));
            outcome("parseLong '" + text + "'", () -> Long.parseLong(text));
        }
        outcome("null", () -> Integer.parseInt(null));
        outcome("null long", () -> Long.parseLong(null));
        outcome("hex", () -> Integer.parseInt("7fffffff", 16));
        outcome("hex overflow", () -> Integer.parseInt("80000000", 16));
        outcome("negative hex", () -> Integer.parseInt("-80000000", 16));
        outcome("base 36", () -> Long.parseLong("zZ", 36));
        outcome("base 37", () -> Integer.parseInt("1", 37));
        outcome("base 1", () -> Integer.parseInt("1", 1));
        outcome("digit of another base", () -> Integer.parseInt("12", 2));
        for (String text : new String[] {"0x1F", "-0xff", "#a", "010", "08", "-", "", "0x", "12L"}) {
            outcome("decode " + text, () -> Integer.decode(text));
            outcome("decode long " + text, () -> Long.decode(text));
        }
        outcome("valueOf", () -> Integer.valueOf("17"));
        outcome("valueOf base", () -> Long.valueOf("-11", 2));
    }
}
