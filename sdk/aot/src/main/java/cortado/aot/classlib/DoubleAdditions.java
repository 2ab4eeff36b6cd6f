package cortado.aot.classlib;

/** For {@link Double}. */
final class DoubleAdditions {
    private DoubleAdditions() {}

    public static String toString(double value) {
        return ShortestDecimal.toString(value);
    }
}
