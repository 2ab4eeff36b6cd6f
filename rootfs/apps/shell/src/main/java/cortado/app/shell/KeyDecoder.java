package cortado.app.shell;

/**
 * Turns the bytes of a terminal into {@link Key}s: UTF-8, and the escape sequences of ECMA-48 as xterm and its
 * relatives send them ({@code ESC [ A}, {@code ESC O A}, {@code ESC [ 3 ~}, {@code ESC [ 1 ; 5 C}).
 */
final class KeyDecoder {
    private enum State {
        PLAIN,
        AFTER_ESCAPE,
        IN_SEQUENCE
    }

    private State state = State.PLAIN;
    /** The sequence's first parameter. */
    private int first;
    /** The parameter that is being read: 5 as a second one means that Control was held. */
    private int current;

    private int parameters;
    /** Code point under construction, and how many bytes are still to come. */
    private int codePoint;

    private int continuation;

    /** Takes one byte; gives a key or {@link Key#NONE}. */
    int feed(int octet) {
        return switch (state) {
            case PLAIN -> plain(octet);
            case AFTER_ESCAPE -> afterEscape(octet);
            case IN_SEQUENCE -> inSequence(octet);
        };
    }

    private int plain(int octet) {
        if (octet == Key.ESCAPE) {
            state = State.AFTER_ESCAPE;
            continuation = 0;
            return Key.NONE;
        }
        if (octet < 0x80) {
            continuation = 0;
            return octet;
        }
        if (octet < 0xc0) {
            if (continuation == 0) {
                return Key.NONE;
            }
            codePoint = codePoint << 6 | (octet & 0x3f);
            return --continuation == 0 && Character.isValidCodePoint(codePoint) ? codePoint : Key.NONE;
        }
        continuation = octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : octet < 0xf8 ? 3 : 0;
        codePoint = octet & (0x3f >> continuation);
        return Key.NONE;
    }

    private int afterEscape(int octet) {
        if (octet == '[' || octet == 'O') {
            state = State.IN_SEQUENCE;
            first = 0;
            current = 0;
            parameters = 0;
            return Key.NONE;
        }
        state = State.PLAIN;
        return switch (octet) {
            case 'b' -> Key.WORD_LEFT;
            case 'f' -> Key.WORD_RIGHT;
            default -> Key.NONE;
        };
    }

    private int inSequence(int octet) {
        if (octet >= '0' && octet <= '9') {
            current = Math.min(current * 10 + octet - '0', 999);
            return Key.NONE;
        }
        if (octet == ';') {
            if (parameters++ == 0) {
                first = current;
            }
            current = 0;
            return Key.NONE;
        }
        if (octet < 0x40) { // an intermediate byte, ECMA-48 5.4
            return Key.NONE;
        }
        state = State.PLAIN;
        if (parameters == 0) {
            first = current;
        }
        boolean control = parameters > 0 && current == 5;
        return switch (octet) {
            case 'A' -> Key.UP;
            case 'B' -> Key.DOWN;
            case 'C' -> control ? Key.WORD_RIGHT : Key.RIGHT;
            case 'D' -> control ? Key.WORD_LEFT : Key.LEFT;
            case 'H' -> Key.HOME;
            case 'F' -> Key.END;
            case '~' -> byNumber(first);
            default -> Key.NONE;
        };
    }

    private static int byNumber(int number) {
        return switch (number) {
            case 1, 7 -> Key.HOME;
            case 3 -> Key.DELETE;
            case 4, 8 -> Key.END;
            default -> Key.NONE;
        };
    }
}
