package cortado.aot.classlib;

/** For {@link Character}. */
final class CharacterAdditions {
    private CharacterAdditions() {}

    public static String toString(int codePoint) {
        if (!Character.isValidCodePoint(codePoint)) {
            throw new IllegalArgumentException("Not a valid Unicode code point: 0x"
                    + Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT));
        }
        return new String(Character.toChars(codePoint));
    }

    /** Unicode's property Ideographic: CJK and Tangut, Khitan and Nushu ideographs. */
    public static boolean isIdeographic(int c) {
        return (c >= 0x3006 && c <= 0x3007)
                || (c >= 0x3021 && c <= 0x3029)
                || (c >= 0x3038 && c <= 0x303a)
                || (c >= 0x3400 && c <= 0x4dbf)
                || (c >= 0x4e00 && c <= 0x9fff)
                || (c >= 0xf900 && c <= 0xfa6d)
                || (c >= 0xfa70 && c <= 0xfad9)
                || c == 0x16fe4
                || (c >= 0x17000 && c <= 0x18cd5)
                || (c >= 0x18d00 && c <= 0x18d08)
                || (c >= 0x1b170 && c <= 0x1b2fb)
                || (c >= 0x20000 && c <= 0x323af);
    }
}
