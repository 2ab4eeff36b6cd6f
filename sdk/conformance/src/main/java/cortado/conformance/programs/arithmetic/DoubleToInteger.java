package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** A floating value cast to an integer type truncates, saturates, and makes NaN zero. */
final class DoubleToInteger {
    static void main() {
        double[] values = {
            0.0,
            -0.0,
            0.99,
            -0.99,
            1.5,
            -1.5,
            127.9,
            128,
            255.5,
            65535.9,
            -32769.5,
            2147483647.0,
            2147483648.0,
            -2147483648.9,
            -2147483649.0,
            9.2e18,
            9.3e18,
            -9.3e18,
            1e30,
            -1e30,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
        };
        for (double v : values) {
            say(v, (int) v, (long) v, (short) v, (byte) v, (int) (char) v);
            float f = (float) v;
            say(f, (int) f, (long) f, (short) f, (byte) f, (int) (char) f);
        }
        double folded = 1e30;
        say((int) folded, (long) folded, (int) Float.NaN, (long) -folded, (byte) 1e10, (char) -1.5 == 0);
    }
}
