package cortado.app.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * A line taken apart: commands between semicolons, words between blanks. Single quotes keep everything, double quotes
 * everything but {@code $?} and backslashes; a backslash keeps the next character; {@code #} at the start of a word
 * begins a comment.
 */
final class CommandLine {
    /** The line makes no sense. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        SyntaxException(String text) {
            super(text);
        }
    }

    /** A word, cut where {@code $?} stands in it. */
    record Word(List<String> pieces) {
        /** The word with the last status filled in. */
        String with(int status) {
            return String.join(Integer.toString(status), pieces);
        }
    }

    private final String line;
    private int at;
    private final List<List<Word>> commands = new ArrayList<>();
    private List<Word> words = new ArrayList<>();
    private List<String> pieces = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    /** Whether a word has begun: {@code ''} is a word, too. */
    private boolean inWord;

    private CommandLine(String line) {
        this.line = line;
    }

    /** The commands of a line; none for a blank or a comment. */
    static List<List<Word>> parse(String line) throws SyntaxException {
        CommandLine parser = new CommandLine(line);
        parser.run();
        return parser.commands;
    }

    private void run() throws SyntaxException {
        boolean comment = false;
        while (at < line.length() && !comment) {
            char c = line.charAt(at++);
            switch (c) {
                case ' ', '\t' -> endWord();
                case ';' -> endCommand();
                case '\'' -> quoted('\'');
                case '"' -> quoted('"');
                case '\\' -> escaped();
                case '$' -> dollar();
                case '#' -> {
                    comment = !inWord;
                    if (!comment) {
                        piece.append(c);
                    }
                }
                default -> {
                    inWord = true;
                    piece.append(c);
                }
            }
        }
        endCommand();
    }

    private void quoted(char quote) throws SyntaxException {
        int opened = at;
        inWord = true;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == quote) {
                return;
            }
            if (c == '\\' && quote == '"') {
                escaped();
            } else if (c == '$' && quote == '"') {
                dollar();
            } else {
                piece.append(c);
            }
        }
        throw new SyntaxException("the quote at column " + opened + " is never closed");
    }

    private void escaped() throws SyntaxException {
        if (at == line.length()) {
            throw new SyntaxException("a backslash at the end of the line has nothing to keep");
        }
        inWord = true;
        piece.append(line.charAt(at++));
    }

    private void dollar() {
        inWord = true;
        if (at < line.length() && line.charAt(at) == '?') {
            at++;
            pieces.add(piece.toString());
            piece.setLength(0);
        } else {
            piece.append('$');
        }
    }

    private void endWord() {
        if (inWord) {
            pieces.add(piece.toString());
            words.add(new Word(pieces));
            pieces = new ArrayList<>();
            piece.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() {
        endWord();
        if (!words.isEmpty()) {
            commands.add(words);
            words = new ArrayList<>();
        }
    }
}
