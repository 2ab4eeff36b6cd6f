package cortado.environ.source;

import cortado.environ.report.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says more of a syntax error than dtc does, by looking at what stands where the parser gave up, and before it. */
final class SyntaxHint {
    private final String text;
    private final int at;

    private SyntaxHint(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** A sentence fragment on the error at a place of a file. */
    static String at(Path file, Position position) {
        try {
            String text = Files.readString(file);
            return new SyntaxHint(text, offset(text, position)).explain();
        } catch (IOException e) {
            return "syntax error";
        }
    }

    private static int offset(String text, Position position) {
        int offset = 0;
        for (int line = 1; line < position.line() && offset >= 0; line++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        return Math.min(text.length(), offset + position.column() - 1);
    }

    private String explain() {
        String token = token();
        String error = "syntax error at " + (token.isEmpty() ? "the end of the file" : "'" + token + "'");
        if (!text.contains("/dts-v1/")) {
            return error + "; a source starts with /dts-v1/;";
        }
        if (token.startsWith("\"")) {
            return "a text that is never closed; a '\"' was expected before the end of the line";
        }
        if (token.startsWith("/*") || (token.equals("*") && at > 0 && text.charAt(at - 1) == '/')) {
            return "a comment that is never closed; a '*/' was expected";
        }
        char before = before();
        if (token.isEmpty()) {
            return error + "; " + (before == ';' || before == '{' ? "a '};' for each open '{'" : "a ';'")
                    + " was expected";
        }
        if (isInside('<', '>')) {
            return error + "; a cell is a number, a (sum) or a &reference, and '>' ends the cells";
        }
        if (isInside('[', ']')) {
            return error + "; bytes are pairs of hexadecimal digits, and ']' ends them";
        }
        if (before == '>' || before == '"' || before == ']' || before == '}' || isWord(before)) {
            return error + "; a ';' was expected before it";
        }
        return error;
    }

    private String token() {
        int start = at;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (text.startsWith("/*", start)) {
            return "/*";
        }
        int end = start;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return start == end && start < text.length() ? text.substring(start, start + 1) : text.substring(start, end);
    }

    private char before() {
        int i = at - 1;
        while (i > 0 && Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return i < 0 ? ' ' : text.charAt(i);
    }

    /**
     * Whether an opening bracket stands before the place, with neither its closing one nor a statement's end between.
     */
    private boolean isInside(char opening, char closing) {
        for (int i = at - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (List.of(closing, ';', '{', '}').contains(c)) {
                return false;
            }
            if (c == opening) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "_-#,@&.".indexOf(c) >= 0;
    }
}
