package cortado.aot.classlib;

/** For {@link Character}. */
final class CharacterAdditions {
    /** The first and last of each range (Unicode 16, PropList.txt). */
    private static final int[] IDEOGRAPHS = {
        0x3006, 0x3007, 0x3021, 0x3029, 0x3038, 0x303a, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xf900, 0xfa6d, 0xfa70, 0xfad9,
        0x16fe4, 0x16fe4, 0x17000, 0x187f7, 0x18800, 0x18cd5, 0x18cff, 0x18d08, 0x1b170, 0x1b2fb, 0x20000, 0x2a6df,
        0x2a700, 0x2b739, 0x2b740, 0x2b81d, 0x2b820, 0x2cea1, 0x2ceb0, 0x2ebe0, 0x2ebf0, 0x2ee5d, 0x2f800, 0x2fa1d,
        0x30000, 0x3134a, 0x31350, 0x323af
    };

    private CharacterAdditions() {}

    public static String toString(int codePoint) {
        return new String(Character.toChars(codePoint));
    }

    @Says
    public static String toChars(int codePoint) {
        return "Not a valid Unicode code point: 0x"
                + Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT);
    }

    /** Unicode's property Ideographic: CJK, Tangut, Khitan and Nushu ideographs. */
    public static boolean isIdeographic(int codePoint) {
        for (int i = 0; i < IDEOGRAPHS.length; i += 2) {
            if (codePoint >= IDEOGRAPHS[i] && codePoint <= IDEOGRAPHS[i + 1]) {
                return true;
            }
        }
        return false;
    }

    public static boolean isLowerCase(int codePoint) {
        return Character.getType(codePoint) == Character.LOWERCASE_LETTER
                || CharacterTables.isOtherLowerCase(codePoint);
    }

    public static boolean isUpperCase(int codePoint) {
        return Character.getType(codePoint) == Character.UPPERCASE_LETTER
                || CharacterTables.isOtherUpperCase(codePoint);
    }

    public static boolean isAlphabetic(int codePoint) {
        return isUnicodeIdentifierStart(codePoint) || CharacterTables.isOtherAlphabetic(codePoint);
    }

    public static boolean isUnicodeIdentifierStart(int codePoint) {
        return Character.isLetter(codePoint) || Character.getType(codePoint) == Character.LETTER_NUMBER;
    }

    public static boolean isJavaIdentifierStart(int codePoint) {
        int type = Character.getType(codePoint);
        return isUnicodeIdentifierStart(codePoint)
                || type == Character.CONNECTOR_PUNCTUATION
                || type == Character.CURRENCY_SYMBOL;
    }

    public static boolean isJavaIdentifierPart(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.COMBINING_SPACING_MARK, Character.NON_SPACING_MARK -> true;
            default -> isJavaIdentifierStart(codePoint) || Character.isIdentifierIgnorable(codePoint);
        };
    }

    public static int getNumericValue(int codePoint) {
        return CharacterTables.numericValue(codePoint);
    }

    public static int digit(int codePoint, int radix) {
        int value = -1;
        if (codePoint < 0x80) {
            int letter = codePoint | 0x20;
            value = codePoint >= '0' && codePoint <= '9'
                    ? codePoint - '0'
                    : letter >= 'a' && letter <= 'z' ? letter - 'a' + 10 : -1;
        } else if (Character.isDigit(codePoint) || isFullWidthLetter(codePoint)) {
            value = CharacterTables.numericValue(codePoint);
        }
        return radix >= Character.MIN_RADIX && radix <= Character.MAX_RADIX && value < radix ? value : -1;
    }

    private static boolean isFullWidthLetter(int codePoint) {
        return (codePoint >= 0xff21 && codePoint <= 0xff3a) || (codePoint >= 0xff41 && codePoint <= 0xff5a);
    }
}
