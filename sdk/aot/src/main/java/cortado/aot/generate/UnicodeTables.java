package cortado.aot.generate;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Writes the texts of {@code cortado.aot.classlib.CharacterTables}: what the Java that runs the compiler says of
 * characters where their general category does not say it already.
 */
@SuppressWarnings("CharacterGetNumericValue")
final class UnicodeTables {
    private static final int PART = 14;
    private static final int MORE = 1 << PART;

    private UnicodeTables() {}

    /** The text that the method of this name returns. */
    static String text(String method) {
        return switch (method) {
            case "lowerCaseText" ->
                ranges(c -> Character.isLowerCase(c) && Character.getType(c) != Character.LOWERCASE_LETTER);
            case "upperCaseText" ->
                ranges(c -> Character.isUpperCase(c) && Character.getType(c) != Character.UPPERCASE_LETTER);
            case "alphabeticText" ->
                ranges(c -> Character.isAlphabetic(c)
                        && !Character.isLetter(c)
                        && Character.getType(c) != Character.LETTER_NUMBER);
            case "numbersText" -> numbers();
            case "upperCasingsText" -> upperCasings();
            default -> throw new IllegalArgumentException(method);
        };
    }

    private static void append(StringBuilder text, int value) {
        int rest = value;
        for (; rest >= MORE; rest >>>= PART) {
            text.append((char) ((rest & (MORE - 1)) | MORE));
        }
        text.append((char) rest);
    }

    private static String ranges(IntPredicate member) {
        var text = new StringBuilder();
        int previous = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (member.test(c)) {
                int first = c;
                while (member.test(c + 1)) {
                    c++;
                }
                append(text, first - previous);
                append(text, c - first);
                previous = c;
            }
        }
        return text.toString();
    }

    private static String numbers() {
        var text = new StringBuilder();
        int previous = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int value = Character.getNumericValue(c);
            if (value == -1) {
                continue;
            }
            int step = Character.getNumericValue(c + 1) == value + 1 ? 1 : 0;
            int length = 1;
            while (Character.getNumericValue(c + length) == value + length * step) {
                length++;
            }
            append(text, c - previous);
            append(text, length);
            append(text, value + 2);
            append(text, step);
            previous = c;
            c += length - 1;
        }
        return text.toString();
    }

    private static String upperCasings() {
        var text = new StringBuilder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String upper = String.valueOf(c).toUpperCase(Locale.ROOT);
            if (upper.length() > 1) {
                text.append(c).append(upper).append('\0');
            }
        }
        return text.toString();
    }
}
