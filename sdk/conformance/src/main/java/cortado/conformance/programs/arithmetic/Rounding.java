package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Floor, ceil, rint and round, on halves and at the edges. */
final class Rounding {
    static void main() {
        double[] values = {
            -2.5,
            -1.5,
            -0.5,
            -0.49999999999999994,
            0.49999999999999994,
            0.5,
            1.5,
            2.5,
            3.5,
            4503599627370495.5,
            4503599627370497.5,
            9007199254740991.0,
            9007199254740993.0,
            -4503599627370495.5,
            1e18,
            1e19,
            -1e19,
            2.4999,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
        };
        for (double v : values) {
            say(v, Math.floor(v), Math.ceil(v), Math.rint(v), Math.round(v));
        }
        float[] floats = {-2.5f, -0.5f, 0.49999997f, 0.5f, 2.5f, 8388607.5f, 8388609f, 3e9f, -3e9f, Float.NaN};
        for (float v : floats) {
            say(v, Math.round(v), Math.floor(v), Math.rint(v));
        }
    }
}
