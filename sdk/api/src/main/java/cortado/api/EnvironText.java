package cortado.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environ blob's text form, described at {@link Environ}: written by the supervisor, read by the process. */
public final class EnvironText {
    private EnvironText() {}

    /** Writes the lines, in the map's order. */
    public static String format(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            escape(entry.getKey(), text);
            text.append('=');
            escape(entry.getValue(), text);
            text.append('\n');
        }
        return text.toString();
    }

    /** Reads the lines; a line without an equals sign is a key with an empty value. */
    public static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        StringBuilder part = new StringBuilder();
        String key = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                part.append(escaped == 'n' ? '\n' : escaped);
            } else if (c == '=' && key == null) {
                key = part.toString();
                part.setLength(0);
            } else if (c == '\n') {
                put(values, key, part);
                key = null;
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        put(values, key, part);
        return values;
    }

    private static void put(Map<String, String> values, String key, StringBuilder part) {
        if (key != null) {
            values.put(key, part.toString());
        } else if (!part.isEmpty()) {
            values.put(part.toString(), "");
        }
    }

    private static void escape(String text, StringBuilder into) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> into.append("\\\\");
                case '\n' -> into.append("\\n");
                case '=' -> into.append("\\=");
                default -> into.append(c);
            }
        }
    }
}
