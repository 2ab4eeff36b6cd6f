package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Floating values and their bits. */
final class FloatBits {
    static void main() {
        double[] values = {0, -0.0, 1, -2, Math.PI, Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, -1 / 0.0, 1e-310};
        for (double v : values) {
            long bits = Double.doubleToLongBits(v);
            say(v, Long.toHexString(bits), Double.longBitsToDouble(bits), Double.hashCode(v));
            float f = (float) v;
            int narrow = Float.floatToIntBits(f);
            say(f, Integer.toHexString(narrow), Float.intBitsToFloat(narrow), Float.hashCode(f));
        }
        say(Double.longBitsToDouble(0x7ff8000000000001L), Double.isNaN(Double.longBitsToDouble(0xfff0000000000001L)));
        say(Double.longBitsToDouble(1), Double.longBitsToDouble(0x000fffffffffffffL), Float.intBitsToFloat(0x007fffff));
        say(Float.intBitsToFloat(1), Float.intBitsToFloat(0x7f800000), Float.MAX_EXPONENT, Double.MIN_EXPONENT);
    }
}
