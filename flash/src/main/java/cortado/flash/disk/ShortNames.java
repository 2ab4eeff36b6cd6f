package cortado.flash.disk;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The eleven-byte names of one directory, each used once. */
final class ShortNames {
    private static final int BASE = 8;
    private static final int EXTENSION = 3;
    private static final String ALLOWED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'()-@^_`{}~";

    private final Set<String> used = new HashSet<>();

    /**
     * The name's short form, {@code BASE} and {@code EXT} padded with spaces, numbered with {@code ~N} if lossy or
     * taken.
     */
    byte[] assign(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String base = clean(stem);
        String extension = dot > 0 ? clean(name.substring(dot + 1)) : "";
        boolean lossy = !base.equals(stem.toUpperCase(Locale.ROOT))
                || base.length() > BASE
                || extension.length() > EXTENSION
                || (dot > 0 && !extension.equals(name.substring(dot + 1).toUpperCase(Locale.ROOT)));
        extension = cut(extension, EXTENSION);
        String candidate = padded(cut(base, BASE), extension);
        boolean taken = lossy || !used.add(candidate);
        for (int number = 1; taken; number++) {
            String tail = "~" + number;
            candidate = padded(cut(base, BASE - tail.length()) + tail, extension);
            taken = !used.add(candidate);
        }
        return candidate.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the name is spelt in its short form already, so that no long name is needed. */
    static boolean isShort(String name, byte[] shortName) {
        String text = new String(shortName, StandardCharsets.US_ASCII);
        return name.equals(spelled(text));
    }

    /** {@code BASE.EXT} without the padding. */
    static String spelled(String padded) {
        String base = padded.substring(0, BASE).stripTrailing();
        String extension = padded.substring(BASE).stripTrailing();
        return extension.isEmpty() ? base : base + "." + extension;
    }

    private static String clean(String part) {
        StringBuilder cleaned = new StringBuilder();
        String upper = part.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (ALLOWED.indexOf(c) >= 0) {
                cleaned.append(c);
            } else if (c != ' ' && c != '.') {
                cleaned.append('_');
            }
        }
        return cleaned.toString();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String padded(String base, String extension) {
        return "%-8s%-3s".formatted(base, extension);
    }
}
