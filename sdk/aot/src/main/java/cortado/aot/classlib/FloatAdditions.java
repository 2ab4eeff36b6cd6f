package cortado.aot.classlib;

/** For {@link Float}. */
final class FloatAdditions {
    private FloatAdditions() {}

    public static String toString(float value) {
        return ShortestDecimal.toString(value);
    }
}
