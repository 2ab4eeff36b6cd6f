package cortado.aot.classlib;

/** For {@link System}. */
final class SystemAdditions {
    private SystemAdditions() {}

    public static String getProperty(String key) {
        if (key == null) {
            throw new NullPointerException("key can't be null");
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key can't be empty");
        }
        return key.equals("line.separator") ? "\n" : null;
    }

    public static String getProperty(String key, String otherwise) {
        String value = getProperty(key);
        return value == null ? otherwise : value;
    }

    public static String lineSeparator() {
        return "\n";
    }
}
