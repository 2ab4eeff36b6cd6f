package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** NaN is unequal to everything but to itself in a box, and sorts last. */
final class NotANumber {
    static void main() {
        double zero = Double.parseDouble("0");
        double[] made = {
            0 / zero, Double.NaN, Math.sqrt(-1), Double.POSITIVE_INFINITY - Double.POSITIVE_INFINITY, zero % zero
        };
        for (double nan : made) {
            say(nan, nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan, !(nan >= 1), Double.isNaN(nan));
            say(
                    Double.compare(nan, 1),
                    Double.compare(1, nan),
                    Double.compare(nan, Double.NaN),
                    Double.valueOf(nan).equals(0 / zero));
            say(nan + 1, nan * 0, Math.max(nan, 1), Math.min(1, nan), (float) nan, Double.doubleToLongBits(nan));
        }
        float f = (float) made[0];
        say(f == f, f < f, f > f, Float.isNaN(f), Float.compare(f, 0), Float.floatToIntBits(f));
        say(nanIf(f > 0), nanIf(!(f > 0)), nanIf(f <= 0), nanIf(!(f <= 0)));
    }

    private static String nanIf(boolean condition) {
        return condition ? "yes" : "no";
    }
}
