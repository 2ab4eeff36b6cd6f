package cortado.aot.classlib;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** For {@link String}. */
@SuppressWarnings("unused")
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
        Bounds.checkRange(self, from, to);
        int at = self.indexOf(character, from);
        return at >= 0 && at + Character.charCount(character) <= to ? at : -1;
    }

    @Member
    public static int indexOf(String self, String text, int from, int to) {
        Bounds.checkRange(self, from, to);
        int at = self.indexOf(text, from);
        return at >= 0 && at + text.length() <= to ? at : -1;
    }

    /** An empty text is found wherever the search starts, at the end at the latest. */
    @Member
    public static int indexOf(String self, String text, int from) {
        if (text.isEmpty()) {
            return Math.max(0, Math.min(from, self.length()));
        }
        int last = self.length() - text.length();
        for (int at = Math.max(0, from); at <= last; at++) {
            if (self.startsWith(text, at)) {
                return at;
            }
        }
        return -1;
    }

    @Says
    public static String charAt(String self, int index) {
        return Bounds.index(index, self.length());
    }

    @Guard
    public static void codePointAt(String self, int index) {
        Bounds.checkIndex(self, index);
    }

    @Guard
    public static void codePointBefore(String self, int index) {
        Bounds.checkIndex(self, index - 1);
    }

    @Says
    public static String repeat(String self, int count) {
        return "count is negative: " + count;
    }

    @Member
    public static boolean isBlank(String self) {
        for (int i = 0; i < self.length(); i++) {
            if (!Character.isWhitespace(self.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    @Member
    public static int lastIndexOf(String self, String text) {
        return self.lastIndexOf(text, self.length());
    }

    @Member
    public static int lastIndexOf(String self, String text, int from) {
        for (int at = Math.min(from, self.length() - text.length()); at >= 0; at--) {
            if (text.isEmpty() || self.startsWith(text, at)) {
                return at;
            }
        }
        return -1;
    }

    public static String join(CharSequence delimiter, CharSequence... elements) {
        StringJoiner joiner = new StringJoiner(Objects.requireNonNull(delimiter));
        for (CharSequence element : elements) {
            joiner.add(element);
        }
        return joiner.toString();
    }

    public static String join(CharSequence delimiter, Iterable<? extends CharSequence> elements) {
        StringJoiner joiner = new StringJoiner(Objects.requireNonNull(delimiter));
        for (CharSequence element : elements) {
            joiner.add(element);
        }
        return joiner.toString();
    }

    /** An empty match at the start makes no empty first part. */
    @Member
    public static String[] split(String self, String regex, int limit) {
        String[] parts = Pattern.compile(regex).split(self, limit);
        boolean extra = regex.isEmpty() && parts.length > 1 && parts[0].isEmpty();
        return extra ? Arrays.copyOfRange(parts, 1, parts.length) : parts;
    }

    @Member
    public static String[] split(String self, String regex) {
        return split(self, regex, 0);
    }

    @Guard
    public static void substring(String self, int from) {
        Bounds.checkRange(self, from, self.length());
    }

    @Guard
    public static void substring(String self, int from, int to) {
        Bounds.checkRange(self, from, to);
    }

    @Guard
    public static void subSequence(String self, int from, int to) {
        Bounds.checkRange(self, from, to);
    }

    @Guard(constructor = true)
    public static void ofCharacters(String self, char[] characters, int offset, int count) {
        checkPart(characters.length, offset, count);
    }

    @Guard(constructor = true)
    public static void ofCodePoints(String self, int[] codePoints, int offset, int count) {
        checkPart(codePoints.length, offset, count);
        for (int i = offset; i < offset + count; i++) {
            if (!Character.isValidCodePoint(codePoints[i])) {
                throw new IllegalArgumentException(Integer.toString(codePoints[i]));
            }
        }
    }

    private static void checkPart(int length, int offset, int count) {
        if (offset < 0 || count < 0 || offset > length - count) {
            throw new StringIndexOutOfBoundsException(Bounds.part(offset, count, length));
        }
    }

    @Member
    public static byte[] getBytes(String self, Charset set) {
        return Encodings.encode(self, set);
    }

    @Member
    public static String toUpperCase(String self) {
        return Casing.upper(self);
    }

    @Member
    public static String toUpperCase(String self, Locale locale) {
        return Casing.upper(self);
    }

    @Member
    public static String toLowerCase(String self) {
        return Casing.lower(self);
    }

    @Member
    public static String toLowerCase(String self, Locale locale) {
        return Casing.lower(self);
    }
}
