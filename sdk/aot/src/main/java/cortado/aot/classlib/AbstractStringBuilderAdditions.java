package cortado.aot.classlib;

/** For the superclass of the builders. */
@SuppressWarnings("unused")
final class AbstractStringBuilderAdditions {
    private AbstractStringBuilderAdditions() {}

    @Guard
    public static void setCharAt(CharSequence self, int index, char value) {
        Bounds.checkIndex(self, index);
    }

    @Says
    public static String charAt(CharSequence self, int index) {
        return Bounds.index(index, self.length());
    }

    @Says
    public static String deleteCharAt(CharSequence self, int index) {
        return Bounds.index(index, self.length());
    }

    @Says
    public static String delete(CharSequence self, int from, int to) {
        return Bounds.range(from, Math.min(to, self.length()), self.length());
    }

    @Says
    public static String replace(CharSequence self, int from, int to, String text) {
        return Bounds.range(from, Math.min(to, self.length()), self.length());
    }

    @Says
    public static String substring(CharSequence self, int from, int to) {
        return Bounds.range(from, to, self.length());
    }

    @Says
    public static String insert(CharSequence self, int at, String text) {
        return Bounds.range(at, self.length(), self.length());
    }

    @Says
    public static String insertSpace(CharSequence self, int from, int to) {
        return Bounds.range(from, self.length(), self.length());
    }

    @Says
    public static String insert(CharSequence self, int at, CharSequence text, int from, int to) {
        return Bounds.range(from, to, text.length());
    }

    @Guard
    public static void insert(CharSequence self, int at, char[] text, int from, int count) {
        if (from < 0 || count < 0 || from > text.length - count) {
            throw new IndexOutOfBoundsException(Bounds.range(from, (long) from + count, text.length));
        }
    }
}
