package cortado.aot.classlib;

/** For {@link Double}. */
final class DoubleAdditions {
    private DoubleAdditions() {}

    public static String toString(double value) {
        return ShortestDecimal.toString(value);
    }

    public static double parseDouble(String text) {
        return DecimalReader.readDouble(text);
    }

    public static Double valueOf(String text) {
        return DecimalReader.readDouble(text);
    }
}
