package cortado.app.shell;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Takes a terminal's reports of its size out of what is typed. A terminal that knows mode 2048 sends {@code ESC [ 48 ;
 * rows ; columns ; height ; width t} when the mode is set and at each change ("In-Band Window Resize Notifications",
 * 2024); others ignore the mode.
 */
final class SizeReports {
    /** Has the terminal report. */
    static final String ON = "\u001b[?2048h";

    static final String OFF = "\u001b[?2048l";

    private static final String START = "\u001b[48;";
    /** Bytes of the longest report that is believed. */
    private static final int MOST = 40;

    /** A size in characters. */
    record Size(int rows, int columns) {}

    private final StringBuilder held = new StringBuilder();
    private Size news;

    /**
     * What is left of the keys without reports; a report's beginning is held back until its end or {@link #release}.
     */
    byte[] filter(byte[] keys) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (byte key : keys) {
            take((char) (key & 0xff), rest);
        }
        return rest.toByteArray();
    }

    private void take(char octet, ByteArrayOutputStream rest) {
        if (octet == Key.ESCAPE) {
            flush(rest);
        }
        held.append(octet);
        int length = held.length();
        boolean fits = length <= START.length()
                ? START.startsWith(held.toString())
                : length < MOST && (octet == ';' || (octet >= '0' && octet <= '9'));
        if (octet == 't' && length > START.length() && complete()) {
            held.setLength(0);
        } else if (!fits) {
            flush(rest);
        }
    }

    private boolean complete() {
        int separator = held.indexOf(";", START.length());
        int end = held.indexOf(";", separator + 1);
        if (separator < 0) {
            return false;
        }
        String rows = held.substring(START.length(), separator);
        String columns = held.substring(separator + 1, end < 0 ? held.length() - 1 : end);
        if (!isSize(rows) || !isSize(columns)) {
            return false;
        }
        news = new Size(Integer.parseInt(rows), Integer.parseInt(columns));
        return true;
    }

    private static boolean isSize(String number) {
        return !number.isEmpty() && number.length() <= 4 && Integer.parseInt(number) > 0;
    }

    private void flush(ByteArrayOutputStream rest) {
        for (int i = 0; i < held.length(); i++) {
            rest.write(held.charAt(i));
        }
        held.setLength(0);
    }

    /** Whether a beginning is held back: a person who has typed Escape waits for it to arrive. */
    boolean holds() {
        return !held.isEmpty();
    }

    /** Gives up waiting for the rest: what was held back is keys. */
    byte[] release() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        flush(rest);
        return rest.toByteArray();
    }

    /** The size that was reported since the last call. */
    Optional<Size> news() {
        Optional<Size> told = Optional.ofNullable(news);
        news = null;
        return told;
    }
}
