package cortado.aot.classlib;

import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;

/** For {@link Integer}. */
final class IntegerAdditions {
    private IntegerAdditions() {}

    public static int parseUnsignedInt(String text) {
        return parseUnsignedInt(text, 10);
    }

    public static int parseUnsignedInt(String text, int radix) {
        if (text == null) {
            throw new NumberFormatException("Cannot parse null string");
        }
        if (text.startsWith("-")) {
            throw new NumberFormatException("Illegal leading minus sign on unsigned string " + text + ".");
        }
        long value = Long.parseLong(text, radix);
        if (value >>> 32 != 0) {
            throw new NumberFormatException("String value " + text + " exceeds range of unsigned int.");
        }
        return (int) value;
    }

    public static int parseInt(String text) {
        return parseInt(text, 10);
    }

    public static int parseInt(String text, int radix) {
        return (int) IntegerReader.read(text, radix, Integer.MIN_VALUE);
    }

    public static Integer decode(String text) {
        return (int) IntegerReader.decode(text, Integer.MIN_VALUE);
    }

    @Import(name = "cortado_leading32")
    @Unmanaged
    @NoSideEffects
    private static native int leading(int value);

    public static int numberOfLeadingZeros(int value) {
        return leading(value);
    }

    @Import(name = "cortado_trailing32")
    @Unmanaged
    @NoSideEffects
    private static native int trailing(int value);

    public static int numberOfTrailingZeros(int value) {
        return trailing(value);
    }

    @Import(name = "cortado_ones32")
    @Unmanaged
    @NoSideEffects
    private static native int ones(int value);

    public static int bitCount(int value) {
        return ones(value);
    }
}
