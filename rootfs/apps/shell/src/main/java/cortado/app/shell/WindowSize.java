package cortado.app.shell;

import cortado.api.Clock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Asks a terminal how large it is: the cursor is sent further right and down than any screen reaches, and the terminal
 * reports where it came to (ECMA-48 8.3.14 CPR, answered to 8.3.35 DSR 6).
 */
final class WindowSize {
    /** What a terminal is taken for that does not answer. */
    static final int COLUMNS = 80;

    static final int ROWS = 24;

    private static final String QUESTION = "\u001b7\u001b[999;999H\u001b[6n\u001b8";
    /** Milliseconds that it may take to answer. */
    private static final long PATIENCE = 500;

    /** Letters of the longest answer that is believed. */
    private static final int ANSWER_MOST = 12;

    private final StringBuilder answer = new StringBuilder();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private int columns = COLUMNS;
    private int rows = ROWS;

    /** Asks, and keeps what was typed in between. */
    void ask(Terminal terminal) {
        terminal.write(QUESTION.getBytes(StandardCharsets.US_ASCII));
        long deadline = Clock.after(PATIENCE);
        boolean answered = false;
        while (!answered) {
            int octet = terminal.read(deadline);
            if (octet < 0) {
                break;
            }
            answered = feed(octet);
        }
        for (int i = 0; i < answer.length(); i++) {
            typed.write(answer.charAt(i));
        }
    }

    /** Takes one byte; whether the answer, {@code ESC [ rows ; columns R}, is complete. */
    boolean feed(int octet) {
        if (octet == Key.ESCAPE || answer.isEmpty()) {
            giveUp();
        }
        answer.append((char) octet);
        boolean fits = answer.charAt(0) == Key.ESCAPE
                && (answer.length() < 2 || answer.charAt(1) == '[')
                && (answer.length() < 3 || octet == ';' || octet == 'R' || (octet >= '0' && octet <= '9'));
        if (!fits) {
            giveUp();
            return false;
        }
        int semicolon = answer.indexOf(";");
        if (octet != 'R' || semicolon < 3 || answer.indexOf(";", semicolon + 1) >= 0) {
            return false;
        }
        if (semicolon + 2 >= answer.length() || answer.length() > ANSWER_MOST) {
            giveUp();
            return false;
        }
        rows = Math.max(1, Integer.parseInt(answer.substring(2, semicolon)));
        columns = Math.max(1, Integer.parseInt(answer.substring(semicolon + 1, answer.length() - 1)));
        answer.setLength(0);
        return true;
    }

    private void giveUp() {
        for (int i = 0; i < answer.length(); i++) {
            typed.write(answer.charAt(i));
        }
        answer.setLength(0);
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** What was typed meanwhile. */
    byte[] typed() {
        return typed.toByteArray();
    }
}
