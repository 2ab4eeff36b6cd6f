package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Rounding errors pile up the same way everywhere. */
final class FloatLoops {
    static void main() {
        float f = 0;
        double d = 0;
        for (int i = 0; i < 1000; i++) {
            f += 0.1f;
            d += 0.1;
            if (i % 100 == 99) {
                say(i, f, d, f - d);
            }
        }
        double e = 1;
        double term = 1;
        for (int n = 1; n < 25; n++) {
            term /= n;
            e += term;
        }
        say(e, e - Math.E);
        double pi = 0;
        for (int k = 0; k < 2000; k++) {
            pi += (k % 2 == 0 ? 4.0 : -4.0) / (2 * k + 1);
        }
        say(pi);
        float x = 3.7f;
        for (int i = 0; i < 60; i++) {
            x = 3.9f * (x / 10) * (1 - x / 10) * 10;
        }
        say(x);
        for (float step = 0; step < 1; step += 0.25f) {
            say(step, step * step, 1 / (1 + step));
        }
    }
}
