package cortado.aot.classlib;

import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;

/** For {@link Math}. */
@SuppressWarnings("unused")
final class MathAdditions {
    private static final double INTEGERS_FROM = 0x1p52;

    private MathAdditions() {}

    /** Half way between two integers goes to the even one. */
    public static double rint(double value) {
        double magnitude = Math.abs(value);
        if (!(magnitude < INTEGERS_FROM)) {
            return value;
        }
        return Math.copySign(magnitude + INTEGERS_FROM - INTEGERS_FROM, value);
    }

    /** Half way between two integers goes up. */
    public static long round(double value) {
        double below = Math.floor(value);
        return (long) (value - below >= 0.5 ? below + 1 : below);
    }

    public static int round(float value) {
        double below = Math.floor(value);
        return (int) (value - below >= 0.5 ? below + 1 : below);
    }

    @Import(name = "cortado_fma")
    @Unmanaged
    @NoSideEffects
    private static native double fused(double a, double b, double c);

    @Import(name = "cortado_fmaf")
    @Unmanaged
    @NoSideEffects
    private static native float fused(float a, float b, float c);

    public static double fma(double a, double b, double c) {
        return fused(a, b, c);
    }

    public static float fma(float a, float b, float c) {
        return fused(a, b, c);
    }

    @Import(name = "cortado_log10")
    @Unmanaged
    @NoSideEffects
    private static native double log10Imported(double x);

    public static double log10(double x) {
        return log10Imported(x);
    }

    @Import(name = "cortado_log1p")
    @Unmanaged
    @NoSideEffects
    private static native double log1pImported(double x);

    public static double log1p(double x) {
        return log1pImported(x);
    }

    @Import(name = "cortado_expm1")
    @Unmanaged
    @NoSideEffects
    private static native double expm1Imported(double x);

    public static double expm1(double x) {
        return expm1Imported(x);
    }

    @Import(name = "cortado_cbrt")
    @Unmanaged
    @NoSideEffects
    private static native double cbrtImported(double x);

    public static double cbrt(double x) {
        return cbrtImported(x);
    }

    @Import(name = "cortado_hypot")
    @Unmanaged
    @NoSideEffects
    private static native double hypotImported(double x, double y);

    public static double hypot(double x, double y) {
        return hypotImported(x, y);
    }

    @Says
    public static String clamp(long value, int least, int most) {
        return least + " > " + most;
    }

    @Says
    public static String clamp(long value, long least, long most) {
        return least + " > " + most;
    }

    @Says
    public static String clamp(double value, double least, double most) {
        return Double.isNaN(least) ? "min is NaN" : Double.isNaN(most) ? "max is NaN" : least + " > " + most;
    }

    @Says
    public static String clamp(float value, float least, float most) {
        return Float.isNaN(least) ? "min is NaN" : Float.isNaN(most) ? "max is NaN" : least + " > " + most;
    }

    public static long multiplyFull(int a, int b) {
        return (long) a * b;
    }

    public static long multiplyHigh(long a, long b) {
        long lowA = a & 0xffffffffL;
        long lowB = b & 0xffffffffL;
        long highA = a >> 32;
        long highB = b >> 32;
        long middle = highA * lowB + ((lowA * lowB) >>> 32);
        long rest = lowA * highB + (middle & 0xffffffffL);
        return highA * highB + (middle >> 32) + (rest >> 32);
    }

    public static long unsignedMultiplyHigh(long a, long b) {
        long signA = a >> 63;
        long signB = b >> 63;
        return multiplyHigh(a, b) + (signA & b) + (signB & a);
    }

    public static double toRadians(double degrees) {
        return degrees * 0.017453292519943295;
    }

    public static double toDegrees(double radians) {
        return radians * 57.29577951308232;
    }

    public static double ulp(double value) {
        double magnitude = Math.abs(value);
        if (!(magnitude < Double.POSITIVE_INFINITY)) {
            return magnitude;
        }
        if (magnitude == Double.MAX_VALUE) {
            return 0x1p971;
        }
        return Double.longBitsToDouble(Double.doubleToRawLongBits(magnitude) + 1) - magnitude;
    }

    public static float ulp(float value) {
        float magnitude = Math.abs(value);
        if (!(magnitude < Float.POSITIVE_INFINITY)) {
            return magnitude;
        }
        if (magnitude == Float.MAX_VALUE) {
            return 0x1p104f;
        }
        return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) + 1) - magnitude;
    }

    /** Multiplies by a power of two, rounding only once. */
    public static double scalb(double value, int power) {
        double result = value;
        int left = Math.max(Math.min(power, 2200), -2200);
        while (left > 1000) {
            result *= 0x1p1000;
            left -= 1000;
        }
        // Going down, the one step that may lose bits must come last.
        while (left < -1000 && Math.abs(result) >= 0x1p-22) {
            result *= 0x1p-1000;
            left += 1000;
        }
        if (left < -1000) {
            return result * 0x1p-1000 * 0x1p-1000;
        }
        return result * Double.longBitsToDouble((left + 1023L) << 52);
    }
}
