package cortado.aot.classlib;

/** For {@link Float}. */
final class FloatAdditions {
    private FloatAdditions() {}

    public static String toString(float value) {
        return ShortestDecimal.toString(value);
    }

    public static float parseFloat(String text) {
        return DecimalReader.readFloat(text);
    }

    public static Float valueOf(String text) {
        return DecimalReader.readFloat(text);
    }
}
