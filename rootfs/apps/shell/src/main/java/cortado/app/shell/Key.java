package cortado.app.shell;

/** What a key press means: code points as they are, control characters as on any terminal, the rest negative. */
final class Key {
    private Key() {}

    /** More bytes are needed, or they mean nothing. */
    static final int NONE = -1;

    static final int UP = -2;
    static final int DOWN = -3;
    static final int LEFT = -4;
    static final int RIGHT = -5;
    static final int HOME = -6;
    static final int END = -7;
    static final int DELETE = -8;
    static final int WORD_LEFT = -9;
    static final int WORD_RIGHT = -10;

    /** The control character of a letter: {@code control('c')} is 3. */
    static int control(char letter) {
        return letter & 0x1f;
    }

    static final int TAB = 9;
    static final int LINE_FEED = 10;
    static final int RETURN = 13;
    static final int ESCAPE = 27;
    static final int RUBOUT = 127;
}
