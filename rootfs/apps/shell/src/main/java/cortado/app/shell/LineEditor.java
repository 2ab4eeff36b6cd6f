package cortado.app.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * One line under construction. Keys go in, what the terminal must show comes out; a line that is longer than the
 * terminal is wide scrolls sideways.
 */
final class LineEditor {
    /** What a key press led to. */
    enum Outcome {
        /** Still editing. */
        GOES_ON,
        /** The line is complete. */
        LINE,
        /** Ctrl-C: the line was given up. */
        GIVEN_UP,
        /** Ctrl-D on an empty line. */
        END,
        /** The host's ENQ, Ctrl-E on an empty line. */
        REMOTE
    }

    private final String prompt;
    private final int columns;
    private final History history;
    private final Completer completer;
    private final KeyDecoder keys = new KeyDecoder();

    /** The line, its cursor counting code points: each is one column wide. */
    private final List<Integer> text = new ArrayList<>();

    private int cursor;
    /** First code point shown. */
    private int scroll;

    private boolean listed;
    private boolean afterReturn;
    private StringBuilder screen = new StringBuilder();

    LineEditor(String prompt, int columns, History history, Completer completer) {
        this.prompt = prompt;
        this.columns = columns;
        this.history = history;
        this.completer = completer;
    }

    /** Begins an empty line. */
    void start() {
        text.clear();
        cursor = 0;
        scroll = 0;
        history.leave();
        redraw();
    }

    /** What the terminal must show since the last call. */
    String takeScreen() {
        String shown = screen.toString();
        screen = new StringBuilder();
        return shown;
    }

    /** The line as it stands. */
    String line() {
        return textBetween(0, text.size());
    }

    /** Takes one byte from the terminal. */
    Outcome feed(int octet) {
        int key = keys.feed(octet);
        boolean secondOfPair = key == Key.LINE_FEED && afterReturn; // CR LF is one line end
        afterReturn = key == Key.RETURN;
        if (key == Key.NONE || secondOfPair) {
            return Outcome.GOES_ON;
        }
        boolean list = key == Key.TAB && listed;
        listed = false;
        switch (key) {
            case Key.RETURN, Key.LINE_FEED -> {
                screen.append("\n");
                history.add(line());
                return Outcome.LINE;
            }
            case Key.TAB -> complete(list);
            case Key.RUBOUT -> rubout();
            case Key.UP -> show(history.older(line()));
            case Key.DOWN -> show(history.newer());
            case Key.LEFT -> move(cursor - 1);
            case Key.RIGHT -> move(cursor + 1);
            case Key.HOME -> move(0);
            case Key.END -> move(text.size());
            case Key.WORD_LEFT -> move(wordLeft());
            case Key.WORD_RIGHT -> move(wordRight());
            case Key.DELETE -> delete(cursor, cursor + 1);
            default -> {
                return key < ' ' ? control(key) : insert(key);
            }
        }
        return Outcome.GOES_ON;
    }

    private Outcome control(int key) {
        switch ((char) (key | 0x60)) {
            case 'a' -> move(0);
            case 'b' -> move(cursor - 1);
            case 'c' -> {
                screen.append("^C\n");
                return Outcome.GIVEN_UP;
            }
            case 'd' -> {
                if (text.isEmpty()) {
                    return Outcome.END;
                }
                delete(cursor, cursor + 1);
            }
            case 'e' -> {
                if (text.isEmpty()) {
                    return Outcome.REMOTE;
                }
                move(text.size());
            }
            case 'f' -> move(cursor + 1);
            case 'h' -> rubout();
            case 'k' -> delete(cursor, text.size());
            case 'l' -> {
                screen.append("\u001b[H\u001b[2J");
                redraw();
            }
            case 'n' -> show(history.newer());
            case 'p' -> show(history.older(line()));
            case 'u' -> delete(0, cursor);
            case 'w' -> delete(wordLeft(), cursor);
            default -> {}
        }
        return Outcome.GOES_ON;
    }

    private Outcome insert(int codePoint) {
        text.add(cursor++, codePoint);
        if (cursor == text.size() && fits()) {
            screen.appendCodePoint(codePoint);
        } else {
            redraw();
        }
        return Outcome.GOES_ON;
    }

    private void rubout() {
        delete(cursor - 1, cursor);
    }

    private void delete(int from, int to) {
        int start = Math.max(0, from);
        int end = Math.min(text.size(), to);
        if (start < end) {
            text.subList(start, end).clear();
            cursor = cursor >= end ? cursor - (end - start) : Math.min(cursor, start);
            redraw();
        }
    }

    private void move(int to) {
        int target = Math.clamp(to, 0, text.size());
        if (target != cursor) {
            cursor = target;
            redraw();
        }
    }

    private void show(String line) {
        if (line != null) {
            text.clear();
            line.codePoints().forEach(text::add);
            cursor = text.size();
            redraw();
        }
    }

    private int wordLeft() {
        int at = cursor;
        while (at > 0 && text.get(at - 1) == ' ') {
            at--;
        }
        while (at > 0 && text.get(at - 1) != ' ') {
            at--;
        }
        return at;
    }

    private int wordRight() {
        int at = cursor;
        while (at < text.size() && text.get(at) == ' ') {
            at++;
        }
        while (at < text.size() && text.get(at) != ' ') {
            at++;
        }
        return at;
    }

    private void complete(boolean list) {
        Completion completion = Completion.of(textBetween(0, cursor), completer);
        if (!completion.insert().isEmpty()) {
            completion.insert().codePoints().forEach(codePoint -> text.add(cursor++, codePoint));
            redraw();
        } else if (list && completion.matches().size() > 1) {
            screen.append("\n").append(String.join("  ", completion.matches())).append("\n");
            redraw();
        } else {
            listed = true;
        }
    }

    private boolean fits() {
        return text.size() - scroll < columns - prompt.length();
    }

    /** Shows the line anew. */
    void redraw() {
        int room = columns - prompt.length() - 1;
        scroll = Math.clamp(scroll, Math.max(0, cursor - room), cursor);
        int end = Math.min(text.size(), scroll + room);
        screen.append('\r').append(prompt).append(textBetween(scroll, end)).append("\u001b[K");
        if (end > cursor) {
            screen.append("\u001b[").append(end - cursor).append('D');
        }
    }

    private String textBetween(int from, int to) {
        StringBuilder characters = new StringBuilder();
        for (int i = from; i < to; i++) {
            characters.appendCodePoint(text.get(i));
        }
        return characters.toString();
    }
}
