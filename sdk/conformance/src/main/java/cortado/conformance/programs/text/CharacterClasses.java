package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** What kind of character each is. */
final class CharacterClasses {
    static void main() {
        for (char c : "aZ5_ \t\n$é߿ΩяД日١٣ªⅧ½\u00a0\u2028\u200b\u0000\u001c\u007f\u0085\uFEFF😀".toCharArray()) {
            say(
                    (int) c,
                    Character.isLetter(c),
                    Character.isDigit(c),
                    Character.isLetterOrDigit(c),
                    Character.isWhitespace(c));
            say(
                    Character.isUpperCase(c),
                    Character.isLowerCase(c),
                    Character.isSpaceChar(c),
                    Character.isISOControl(c),
                    Character.getType(c));
            say(
                    Character.isJavaIdentifierStart(c),
                    Character.isJavaIdentifierPart(c),
                    Character.getNumericValue(c),
                    Character.isDefined(c));
        }
        say(
                Character.isLetter(0x1D400),
                Character.isDigit(0x1D7D8),
                Character.isAlphabetic('x'),
                Character.isIdeographic(0x65e5));
        say(Character.isValidCodePoint(0x10ffff), Character.isBmpCodePoint(0xffff), Character.MAX_RADIX, (int)
                Character.MAX_VALUE);
    }
}
