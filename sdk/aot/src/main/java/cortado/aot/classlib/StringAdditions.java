package cortado.aot.classlib;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** For {@link String}. */
final class StringAdditions {
    private StringAdditions() {}

    @Member
    public static Stream<String> lines(String self) {
        return split(self).stream();
    }

    /** The lines without what ends them: a line feed, a carriage return, or both. */
    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(text.substring(start, i));
                if (c == '\r' && i + 1 < length && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        if (start < length) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    @Member
    public static String indent(String self, int by) {
        StringBuilder result = new StringBuilder();
        for (String line : split(self)) {
            if (by > 0) {
                result.append(" ".repeat(by)).append(line);
            } else {
                int from = 0;
                while (from < line.length() && from < -by && Character.isWhitespace(line.charAt(from))) {
                    from++;
                }
                result.append(line, from, line.length());
            }
            result.append('\n');
        }
        return result.toString();
    }

    @Member
    public static <R> R transform(String self, Function<? super String, ? extends R> function) {
        return function.apply(self);
    }

    @Member
    public static int indexOf(String self, int character, int from, int to) {
        checkRange(self, from, to);
        int at = self.indexOf(character, from);
        return at >= 0 && at + Character.charCount(character) <= to ? at : -1;
    }

    @Member
    public static int indexOf(String self, String text, int from, int to) {
        checkRange(self, from, to);
        int at = self.indexOf(text, from);
        return at >= 0 && at + text.length() <= to ? at : -1;
    }

    private static void checkRange(String self, int from, int to) {
        if (from < 0 || from > to || to > self.length()) {
            throw new StringIndexOutOfBoundsException("begin " + from + ", end " + to + ", length " + self.length());
        }
    }
}
