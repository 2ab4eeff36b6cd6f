package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Overflow, underflow and division by zero in floating point. */
final class Infinities {
    static void main() {
        double big = Double.MAX_VALUE;
        double small = Double.MIN_VALUE;
        say(big * 2, -big * 2, big + 1 == big, big + Math.ulp(big), small / 2, -small / 2, small * 0.75);
        say(1 / 0.0, -1 / 0.0, big / small, Double.POSITIVE_INFINITY * 0, Double.isInfinite(1 / 0.0));
        say(Double.isFinite(big), Double.isFinite(big * 2), Double.MIN_NORMAL, Double.MIN_NORMAL / 2);
        float f = Float.MAX_VALUE;
        say(f * 2, (float) 1e39, (float) -1e39, Float.MIN_VALUE, Float.MIN_VALUE / 2, Float.MIN_NORMAL, (float) 1e-46);
        say(
                5 % Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY % 5,
                5.5 % 2,
                -5.5 % 2,
                5.5 % -2,
                1e300 % 3,
                5.5f % 2f);
    }
}
