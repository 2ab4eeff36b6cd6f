package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

import java.util.Arrays;

/** Splitting by characters and by patterns. */
final class Splitting {
    static void main() {
        for (String text : new String[] {"a,b,c", ",a,,b,,", "", ",", "abc", ",,,"}) {
            say(
                    Arrays.toString(text.split(",")),
                    Arrays.toString(text.split(",", 2)),
                    Arrays.toString(text.split(",", -1)));
        }
        say(
                Arrays.toString("a1b22c333d".split("[0-9]+")),
                Arrays.toString("a b  c".split(" ")),
                Arrays.toString("a b  c".split("\\s+")));
        say(
                Arrays.toString("a.b.c".split("\\.")),
                Arrays.toString("a|b".split("\\|")),
                Arrays.toString("abc".split("")));
        say(
                Arrays.toString("2026-01-31".split("-")),
                Arrays.toString(" x y ".split(" ")),
                Arrays.toString("k=v=w".split("=", 2)));
        say(
                "one\ntwo\r\nthree\rfour".lines().toList(),
                "".lines().count(),
                "\n\n".lines().count());
    }
}
