package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** Characters as numbers. */
final class CharArithmetic {
    static void main() {
        char c = 'a';
        c += 2;
        say(c, c + 1, (char) (c + 1), c++, ++c, c-- - 'a', (int) c, c > 'b', 'z' - 'a' + 1);
        StringBuilder alphabet = new StringBuilder();
        for (char letter = 'a'; letter <= 'z'; letter++) {
            alphabet.append((char) (letter ^ ' '));
        }
        say(alphabet, rot13("Hello, World!"), rot13(rot13("Hello, World!")));
        int[] counts = new int[26];
        for (char letter : "the quick brown fox jumps over the lazy dog".toCharArray()) {
            if (letter >= 'a') {
                counts[letter - 'a']++;
            }
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 26; i++) {
            line.append((char) ('a' + i)).append(counts[i]);
        }
        say(line);
        char wrapped = Character.MAX_VALUE;
        wrapped++;
        say((int) wrapped, (char) 65, (char) 0x41 == 'A', '\u0041', '\101', "\0".length(), '\'', '"', '\\');
        say(Character.valueOf('x').compareTo('y'), Character.hashCode('A'), Character.compare('b', 'a'), (int)
                Character.reverseBytes('A'));
    }

    private static String rot13(String text) {
        char[] out = text.toCharArray();
        for (int i = 0; i < out.length; i++) {
            char base = Character.isUpperCase(out[i]) ? 'A' : 'a';
            if (Character.isLetter(out[i])) {
                out[i] = (char) ((out[i] - base + 13) % 26 + base);
            }
        }
        return new String(out);
    }
}
