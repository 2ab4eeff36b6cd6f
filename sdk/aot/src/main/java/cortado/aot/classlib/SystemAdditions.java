package cortado.aot.classlib;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** For {@link System}. */
final class SystemAdditions {
    private SystemAdditions() {}

    public static String getProperty(String key) {
        checkKey(key);
        if (changed != null && changed.containsKey(key)) {
            return changed.get(key);
        }
        return switch (key) {
            case "line.separator" -> "\n";
            case "file.separator", "user.dir", "user.home" -> "/";
            case "path.separator" -> ":";
            case "file.encoding", "native.encoding", "stdout.encoding" -> "UTF-8";
            case "os.name" -> "Cortado";
            case "os.arch" -> "aarch64";
            default -> null;
        };
    }

    private static void checkKey(String key) {
        if (key == null) {
            throw new NullPointerException("key can't be null");
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key can't be empty");
        }
    }

    /** What the program set; null for what it cleared. */
    private static Map<String, String> changed;

    public static String setProperty(String key, String value) {
        String old = getProperty(key);
        if (changed == null) {
            changed = new HashMap<>();
        }
        changed.put(key, Objects.requireNonNull(value));
        return old;
    }

    public static String clearProperty(String key) {
        String old = getProperty(key);
        if (changed == null) {
            changed = new HashMap<>();
        }
        changed.put(key, null);
        return old;
    }

    public static String getProperty(String key, String otherwise) {
        String value = getProperty(key);
        return value == null ? otherwise : value;
    }

    public static String lineSeparator() {
        return "\n";
    }
}
