package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Trigonometric and exponential functions, to twelve digits: the last two are each library's own. */
final class Trigonometry {
    static void main() {
        for (int i = -8; i <= 8; i++) {
            double x = i * 0.7;
            say(x, digits(Math.sin(x)), digits(Math.cos(x)), digits(Math.tan(x)), digits(Math.atan(x)));
            say(digits(Math.exp(x)), digits(Math.log(Math.abs(x) + 0.1)), digits(Math.sinh(x)), digits(Math.tanh(x)));
            say(digits(Math.asin(x / 10)), digits(Math.acos(x / 10)), digits(Math.atan2(x, 2)), digits(Math.cbrt(x)));
            say(digits(Math.pow(1.5, x)), digits(Math.log10(Math.abs(x) + 1)), digits(Math.cosh(x)));
        }
        say(digits(Math.sin(1e6)), digits(Math.cos(1e15)), digits(Math.tan(-12345.678)), digits(Math.exp(-700)));
    }

    private static long digits(double v) {
        if (v == 0 || Double.isNaN(v)) {
            return 0;
        }
        int scale = 11;
        double magnitude = Math.abs(v);
        while (magnitude >= 10) {
            magnitude /= 10;
            scale--;
        }
        while (magnitude < 1) {
            magnitude *= 10;
            scale++;
        }
        return Math.round(magnitude * 1e8) * (v < 0 ? -1 : 1) * 100 + scale;
    }
}
