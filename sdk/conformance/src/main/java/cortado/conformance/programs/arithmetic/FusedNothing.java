package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** A product that is added is rounded in between: the two never become one fused operation. */
final class FusedNothing {
    static void main() {
        double[] a = {1 + 0x1p-30, 1e16 + 2, 0.1, 1.0000000000000002, 3.3333333333333335};
        double[] b = {1 - 0x1p-30, 1e16 - 2, 10, 0.9999999999999998, 3};
        double[] c = {-1, -1e32, -1, -1, -10};
        for (int i = 0; i < a.length; i++) {
            say(a[i] * b[i] + c[i], c[i] - a[i] * b[i], a[i] * b[i] - b[i] * a[i], Math.fma(a[i], b[i], c[i]));
        }
        float x = 1.0001f;
        float y = 0.9999f;
        say(x * y - 1, x * y + -1f, 1 - x * y, Math.fma(x, y, -1f));
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        say(dot);
    }
}
