package cortado.conformance.programs.text;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

/** Characters outside of the basic plane. */
final class Surrogates {
    static void main() {
        String text = "aé😀z𝄞";
        say(
                text,
                text.length(),
                text.codePointCount(0, text.length()),
                text.codePointAt(2),
                text.codePointAt(3),
                text.codePointBefore(4));
        text.codePoints()
                .forEach(c ->
                        say(c, Character.charCount(c), Character.isSupplementaryCodePoint(c), Character.toString(c)));
        text.chars().forEach(c -> say(c, Character.isSurrogate((char) c), Character.isHighSurrogate((char) c)));
        say(text.offsetByCodePoints(0, 3), text.indexOf(0x1F600), text.indexOf("z"), text.lastIndexOf(0x1D11E));
        say(Character.toChars(0x1F600).length, (int) Character.highSurrogate(0x1F600), (int)
                Character.lowSurrogate(0x1F600));
        say(Character.toCodePoint('\uD83D', '\uDE00'), new StringBuilder(text).reverse(), text.toUpperCase());
        say(
                new String(new int[] {0x48, 0x1F601, 0x49}, 0, 3),
                "😀".equals("\uD83D\uDE00"),
                "😀".hashCode(),
                "😀".compareTo("z"));
        String half = text.substring(0, 3);
        say(half.length(), half.codePointAt(2), half.codePointCount(0, 3));
        attempt("offset", () -> text.offsetByCodePoints(0, 9));
        byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        StringBuilder hex = new StringBuilder();
        for (byte b : utf8) {
            hex.append(Integer.toHexString(b & 0xff)).append(' ');
        }
        say(hex, new String(utf8, java.nio.charset.StandardCharsets.UTF_8).equals(text));
    }
}
