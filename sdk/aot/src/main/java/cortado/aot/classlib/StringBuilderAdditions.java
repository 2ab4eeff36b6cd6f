package cortado.aot.classlib;

/** For {@link StringBuilder}. */
final class StringBuilderAdditions {
    private StringBuilderAdditions() {}

    @Member
    public static int compareTo(StringBuilder self, StringBuilder other) {
        return CharSequenceAdditions.compare(self, other);
    }

    @Member
    public static StringBuilder repeat(StringBuilder self, CharSequence text, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count is negative: " + count);
        }
        String one = String.valueOf(text);
        for (int i = 0; i < count; i++) {
            self.append(one);
        }
        return self;
    }

    @Member
    public static StringBuilder repeat(StringBuilder self, int codePoint, int count) {
        return repeat(self, Character.toString(codePoint), count);
    }

    @Member
    public static StringBuilder append(StringBuilder self, double value) {
        return self.append(ShortestDecimal.toString(value));
    }

    @Member
    public static StringBuilder append(StringBuilder self, float value) {
        return self.append(ShortestDecimal.toString(value));
    }

    @Member
    public static StringBuilder insert(StringBuilder self, int at, double value) {
        return self.insert(at, ShortestDecimal.toString(value));
    }

    @Member
    public static StringBuilder insert(StringBuilder self, int at, float value) {
        return self.insert(at, ShortestDecimal.toString(value));
    }

    @Member
    public static void setLength(StringBuilder self, int length) {
        if (length < 0) {
            throw new StringIndexOutOfBoundsException("String index out of range: " + length);
        }
        if (length < self.length()) {
            self.delete(length, self.length());
        }
        while (self.length() < length) {
            self.append('\0');
        }
    }

    @Member
    public static StringBuilder reverse(StringBuilder self) {
        int length = self.length();
        char[] reversed = new char[length];
        for (int i = 0; i < length; i++) {
            reversed[length - 1 - i] = self.charAt(i);
        }
        for (int i = 0; i + 1 < length; i++) {
            if (Character.isLowSurrogate(reversed[i]) && Character.isHighSurrogate(reversed[i + 1])) {
                char low = reversed[i];
                reversed[i] = reversed[i + 1];
                reversed[++i] = low;
            }
        }
        self.delete(0, length);
        return self.append(reversed);
    }
}
