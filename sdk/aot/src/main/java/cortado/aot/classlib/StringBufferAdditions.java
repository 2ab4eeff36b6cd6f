package cortado.aot.classlib;

/** For {@link StringBuffer}. */
@SuppressWarnings("JdkObsolete")
final class StringBufferAdditions {
    private StringBufferAdditions() {}

    @Member
    public static int compareTo(StringBuffer self, StringBuffer other) {
        return CharSequenceAdditions.compare(self, other);
    }

    @Member
    public static StringBuffer append(StringBuffer self, double value) {
        return self.append(ShortestDecimal.toString(value));
    }

    @Member
    public static StringBuffer append(StringBuffer self, float value) {
        return self.append(ShortestDecimal.toString(value));
    }

    @Member
    public static StringBuffer insert(StringBuffer self, int at, double value) {
        return self.insert(at, ShortestDecimal.toString(value));
    }

    @Member
    public static StringBuffer insert(StringBuffer self, int at, float value) {
        return self.insert(at, ShortestDecimal.toString(value));
    }
}
