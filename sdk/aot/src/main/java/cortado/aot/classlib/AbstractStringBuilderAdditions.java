package cortado.aot.classlib;

/** For the superclass of the builders. */
final class AbstractStringBuilderAdditions {
    private AbstractStringBuilderAdditions() {}

    @Guard
    @SuppressWarnings("unused")
    public static void setCharAt(CharSequence self, int index, char value) {
        if (index < 0 || index >= self.length()) {
            throw new StringIndexOutOfBoundsException("index " + index + ",length " + self.length());
        }
    }
}
