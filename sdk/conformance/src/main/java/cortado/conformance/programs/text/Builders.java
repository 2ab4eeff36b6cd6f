package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** StringBuilder and StringBuffer: every editing method. */
final class Builders {
    static void main() {
        StringBuilder b = new StringBuilder("abc");
        say(b.append("def").insert(0, 12).insert(3, 'x').insert(2, true).insert(1, 2.5), b.length());
        say(b.reverse(), b.indexOf("a"), b.lastIndexOf("e"), b.indexOf("zz"), b.charAt(3));
        say(b.delete(0, 3), b.deleteCharAt(1), b.replace(1, 4, "<>"), b.replace(0, 100, "short"));
        b.setCharAt(0, 'S');
        b.setLength(3);
        say(b, b.length());
        b.setLength(5);
        say(b.length(), (int) b.charAt(4));
        b.setLength(0);
        say("[" + b + "]", b.isEmpty());
        for (int i = 0; i < 100; i++) {
            b.append(i % 10);
        }
        say(b.length(), b.substring(90), b.substring(3, 7), b.subSequence(0, 2));
        b.insert(50, "-middle-");
        say(b);
        StringBuffer buffer = new StringBuffer();
        buffer.append(1).append("two").append(3.0).insert(0, new char[] {'q'}).reverse();
        say(buffer, buffer.toString().hashCode());
        say(
                new StringBuilder("abc").compareTo(new StringBuilder("abd")),
                new StringBuilder("x").equals(new StringBuilder("x")));
        StringBuilder pairs = new StringBuilder("a\uD83D\uDE00b");
        say(
                pairs.reverse(),
                pairs.codePointAt(1),
                pairs.appendCodePoint(0x1F601).length(),
                pairs.codePointCount(0, pairs.length()));
        char[] target = new char[4];
        new StringBuilder("hello").getChars(1, 4, target, 1);
        say(
                target[1],
                target[2],
                target[3],
                (int) target[0],
                new StringBuilder().append("x").repeat("yz", 2));
    }
}
