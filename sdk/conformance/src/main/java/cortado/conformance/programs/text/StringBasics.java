package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** Lengths, searching, comparing and cutting of strings. */
final class StringBasics {
    static void main() {
        String text = "the quick brown fox";
        say(
                text.length(),
                text.isEmpty(),
                "".isEmpty(),
                " \t".isBlank(),
                text.charAt(4),
                text.indexOf('q'),
                text.indexOf("o"));
        say(
                text.indexOf('o', 13),
                text.indexOf("zebra"),
                text.lastIndexOf('o'),
                text.lastIndexOf("o", 16),
                text.indexOf(""));
        say(
                text.lastIndexOf(""),
                text.indexOf("", 99),
                text.indexOf('t', -5),
                text.lastIndexOf('x', -1),
                text.contains("brown"));
        say(
                text.startsWith("the"),
                text.startsWith("quick", 4),
                text.endsWith("fox"),
                text.startsWith(""),
                text.startsWith("x", 40));
        say(text.substring(4), text.substring(4, 9), text.substring(19).isEmpty(), text.subSequence(0, 3));
        say(
                "[" + "  pad ".trim() + "]",
                "[" + " \u2003pad\u2003".strip() + "]",
                "[" + "  a ".stripLeading() + "]",
                "[" + "  a ".stripTrailing() + "]");
        say(
                "ab".repeat(3),
                "x".repeat(0).isEmpty(),
                "ab".concat("cd"),
                String.join("-", "a", "b", "c"),
                String.join("/"));
        say("a,b,c".replace(',', ';'), "aaa".replace("aa", "b"), "abc".replace("", "-"), "none".replace("x", "y"));
        say("Hello".toUpperCase(), "HeLLo".toLowerCase(), "abc".equalsIgnoreCase("ABC"), "abc".equals("abC"));
        say(
                "apple".compareTo("banana"),
                "a".compareTo("abc"),
                "b".compareTo("B"),
                "B".compareToIgnoreCase("b"),
                "x".compareTo("x"));
        say("abc".hashCode(), "".hashCode(), text.hashCode(), "Aa".hashCode() == "BB".hashCode());
        say(
                "abcdef".regionMatches(2, "xcdx", 1, 2),
                "ABC".regionMatches(true, 0, "abc", 0, 3),
                "abc".contentEquals(new StringBuilder("abc")));
    }
}
