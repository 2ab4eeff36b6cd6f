package cortado.aot.classlib;

/** Changes the case of whole texts, where one letter may become several and a sigma looks at what is around it. */
final class Casing {
    private static final int FIRST_SPECIAL = 0xdf;
    private static final char SIGMA = 'Σ';
    private static final char FINAL_SIGMA = 'ς';
    private static final char DOTTED_I = 'İ';

    private Casing() {}

    static String upper(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String several =
                    c >= FIRST_SPECIAL && c <= Character.MAX_VALUE ? CharacterTables.upperCasing((char) c) : null;
            if (several != null) {
                result.append(several);
            } else {
                result.appendCodePoint(Character.toUpperCase(c));
            }
            i += Character.charCount(c);
        }
        return result.toString();
    }

    static String lower(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == DOTTED_I) {
                result.append("i\u0307");
            } else if (c == SIGMA && endsWord(text, i)) {
                result.append(FINAL_SIGMA);
            } else {
                result.appendCodePoint(Character.toLowerCase(c));
            }
            i += Character.charCount(c);
        }
        return result.toString();
    }

    /** Whether a letter with case stands before the place and none after it (Unicode, Final_Sigma). */
    private static boolean endsWord(String text, int at) {
        int before = at;
        while (before > 0 && isIgnorable(text.codePointBefore(before))) {
            before -= Character.charCount(text.codePointBefore(before));
        }
        if (before == 0 || !isCased(text.codePointBefore(before))) {
            return false;
        }
        int after = at + 1;
        while (after < text.length() && isIgnorable(text.codePointAt(after))) {
            after += Character.charCount(text.codePointAt(after));
        }
        return after == text.length() || !isCased(text.codePointAt(after));
    }

    private static boolean isCased(int c) {
        return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
    }

    private static boolean isIgnorable(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL -> true;
            default -> "'.:\u00b7\u2019".indexOf(c) >= 0;
        };
    }
}
