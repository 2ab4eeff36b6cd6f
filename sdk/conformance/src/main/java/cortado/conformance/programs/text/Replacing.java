package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** Replacing, stripping and repeating, at the ends and in between. */
final class Replacing {
    static void main() {
        say("banana".replace('a', 'o'), "banana".replace("ana", "A"), "banana".replace("b", ""), "".replace("", "x"));
        say("a.b.c".replace(".", "[.]"), "$1".replace("$1", "\\"), "tab\there".replace("\t", "    "));
        String spaces = "\u0000\t\n \u00a0\u2003x\u2003 \n";
        say(
                spaces.trim().length(),
                spaces.strip().length(),
                spaces.stripLeading().length(),
                spaces.stripTrailing().length());
        say("ab\n".repeat(3).length(), "é".repeat(4), "-".repeat(20));
        say(
                "  one\n two\n".indent(2).replace("\n", "|"),
                "  one\n two".stripIndent().replace("\n", "|"));
        say(
                "a\\tb\\n".translateEscapes().length(),
                "x".transform(s -> s + s),
                "Ab".chars().sum());
        char[] array = "mutable".toCharArray();
        array[0] = 'M';
        say(new String(array), String.valueOf(array, 0, 3), "immutable".toCharArray().length);
    }
}
