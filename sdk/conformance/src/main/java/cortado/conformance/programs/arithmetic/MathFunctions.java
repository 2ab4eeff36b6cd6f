package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** The functions of Math whose results the specification pins, or that are exact at these points. */
final class MathFunctions {
    static void main() {
        double[] values = {0, 1, 2, 4, 0.25, 10, 100, 1e10, 1e-10, 12345.678, 2e300};
        for (double v : values) {
            say(v, Math.sqrt(v), Math.abs(-v), Math.ulp(v), Math.getExponent(v), Math.nextUp(v), Math.nextDown(v));
            say(Math.scalb(v, 3), Math.signum(v), Math.hypot(3 * v, 4 * v), Math.toRadians(v), Math.toDegrees(v));
        }
        say(
                Math.pow(2, 10),
                Math.pow(2, -1),
                Math.pow(0, 0),
                Math.pow(10, 3),
                Math.pow(-2, 3),
                Math.pow(1, Double.NaN));
        say(Math.pow(Double.NaN, 0), Math.pow(0, -1), Math.pow(-0.0, -3), Math.pow(4, 0.5), Math.pow(-8, 1.0 / 3));
        say(Math.sin(0), Math.cos(0), Math.tan(0), Math.exp(0), Math.log(1), Math.log10(1000), Math.atan2(0, 1));
        say(
                Math.log(0),
                Math.log(-1),
                Math.exp(1000),
                Math.exp(-1000),
                Math.sin(Double.POSITIVE_INFINITY),
                Math.asin(2));
        say(Math.cbrt(27), Math.cbrt(-8), Math.log1p(0), Math.expm1(0), Math.cosh(0), Math.sinh(0), Math.tanh(0));
        say(Math.nextAfter(1, 2), Math.nextAfter(1.0f, 0), Math.getExponent(1f), Math.ulp(1f), Math.copySign(3f, -0f));
        say(Math.floorMod(-1, 8), Math.abs(Integer.MIN_VALUE), Math.PI, Math.E);
    }
}
