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
        if (!Character.isValidCodePoint(codePoint)) {
            throw new IllegalArgumentException("Not a valid Unicode code point: 0x"
                    + Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT));
        }
        return new String(Character.toChars(codePoint));
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
}
