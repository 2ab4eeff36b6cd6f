package cortado.app.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * A line taken apart. Pipelines stand between {@code ;}, {@code &&} and {@code ||}; stages of a pipeline between
 * {@code |}; words between blanks. {@code <}, {@code >}, {@code >>}, {@code 2>}, {@code 2>>} and {@code 2>&1} lead
 * streams elsewhere. Single quotes keep everything, double quotes everything but {@code $?} and backslashes; a
 * backslash keeps the next character; {@code #} at the start of a word begins a comment.
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

    /** Where a stream leads. */
    enum Direction {
        FROM,
        TO,
        /** To the end of a file. */
        AFTER,
        /** Where standard output leads. */
        JOIN
    }

    /**
     * One stream led elsewhere.
     *
     * @param stream 0, 1 or 2
     * @param file null for {@link Direction#JOIN}
     */
    record Redirection(int stream, Direction direction, Word file) {}

    /** One command of a pipeline. */
    record Stage(List<Word> words, List<Redirection> redirections) {}

    /** When a pipeline runs. */
    enum When {
        ALWAYS,
        /** After {@code &&}: if the one before it ended well. */
        WELL,
        /** After {@code ||}: if it did not. */
        NOT_WELL
    }

    /** Commands that run together, each reading what the one before it writes. */
    record Pipeline(When when, List<Stage> stages) {}

    private final String line;
    private int at;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private When when = When.ALWAYS;
    private List<Stage> stages = new ArrayList<>();
    private List<Word> words = new ArrayList<>();
    private List<Redirection> redirections = new ArrayList<>();
    private List<String> pieces = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    /** Whether a word has begun: {@code ''} is a word, too. */
    private boolean inWord;
    /** Whether the word has a quote or backslash in it: a quoted 2 before {@code >} is an argument. */
    private boolean quotedWord;
    /** What the next word is the file of, or null. */
    private Redirection open;

    private String openSign = "";
    /** The operator that has to be followed by a command, or null. */
    private String pending;

    private CommandLine(String line) {
        this.line = line;
    }

    /** The pipelines of a line; none for a blank or a comment. */
    static List<Pipeline> parse(String line) throws SyntaxException {
        CommandLine parser = new CommandLine(line);
        parser.run();
        return parser.pipelines;
    }

    private void run() throws SyntaxException {
        boolean comment = false;
        while (at < line.length() && !comment) {
            char c = line.charAt(at++);
            switch (c) {
                case ' ', '\t' -> endWord();
                case ';' -> endPipeline(When.ALWAYS, null);
                case '|' -> bar();
                case '&' -> ampersand();
                case '<' -> redirect(0, Direction.FROM, "<");
                case '>' -> greater();
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
        endPipeline(When.ALWAYS, null);
        if (pending != null) {
            throw new SyntaxException("after '" + pending + "' a command is missing");
        }
    }

    private void bar() throws SyntaxException {
        if (next('|')) {
            endPipeline(When.NOT_WELL, "||");
        } else {
            endStage("|");
            pending = "|";
        }
    }

    private void ampersand() throws SyntaxException {
        if (!next('&')) {
            throw new SyntaxException("the '&' at column " + at
                    + " means nothing here: 'start PROGRAM' runs a program without waiting, '&&' joins commands");
        }
        endPipeline(When.WELL, "&&");
    }

    private void greater() throws SyntaxException {
        int stream = 1;
        if (inWord && !quotedWord && pieces.isEmpty() && (isPiece("1") || isPiece("2"))) {
            stream = piece.charAt(0) - '0';
            piece.setLength(0);
            inWord = false;
        }
        String sign = (stream == 2 ? "2" : "") + ">";
        if (next('>')) {
            redirect(stream, Direction.AFTER, sign + ">");
        } else if (next('&')) {
            if (stream != 2 || !next('1')) {
                throw new SyntaxException("the '>&' at column " + at + " can only be '2>&1'");
            }
            endWord();
            redirections.add(new Redirection(2, Direction.JOIN, null));
        } else {
            redirect(stream, Direction.TO, sign);
        }
    }

    private boolean isPiece(String text) {
        return piece.length() == text.length() && piece.indexOf(text) == 0;
    }

    private boolean next(char expected) {
        boolean found = at < line.length() && line.charAt(at) == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void redirect(int stream, Direction direction, String sign) throws SyntaxException {
        endWord();
        missingFile();
        open = new Redirection(stream, direction, null);
        openSign = sign;
    }

    private void missingFile() throws SyntaxException {
        if (open != null) {
            throw new SyntaxException("after '" + openSign + "' the name of a file is missing");
        }
    }

    private void quoted(char quote) throws SyntaxException {
        int opened = at;
        inWord = true;
        quotedWord = true;
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
        quotedWord = true;
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
        if (!inWord) {
            return;
        }
        pieces.add(piece.toString());
        Word word = new Word(pieces);
        if (open == null) {
            words.add(word);
        } else {
            redirections.add(new Redirection(open.stream(), open.direction(), word));
            open = null;
        }
        pieces = new ArrayList<>();
        piece.setLength(0);
        inWord = false;
        quotedWord = false;
    }

    /** Ends a stage; one that must not be empty is followed by {@code sign}. */
    private void endStage(String sign) throws SyntaxException {
        endWord();
        missingFile();
        boolean empty = words.isEmpty();
        if (empty && (sign != null || !redirections.isEmpty() || "|".equals(pending))) {
            throw new SyntaxException(
                    sign == null || pending != null
                            ? "after " + (pending == null ? "a redirection" : "'" + pending + "'")
                                    + " a command is missing"
                            : "before '" + sign + "' a command is missing");
        }
        if (!empty) {
            stages.add(new Stage(words, redirections));
            words = new ArrayList<>();
            redirections = new ArrayList<>();
            pending = null;
        }
    }

    private void endPipeline(When following, String sign) throws SyntaxException {
        endStage(sign);
        if (!stages.isEmpty()) {
            pipelines.add(new Pipeline(when, stages));
            stages = new ArrayList<>();
            when = following;
            pending = sign;
        } else if (pending != null && at < line.length()) {
            throw new SyntaxException("after '" + pending + "' a command is missing");
        }
    }
}
