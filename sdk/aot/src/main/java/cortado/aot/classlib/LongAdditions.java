package cortado.aot.classlib;

import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;

/** For {@link Long}. */
final class LongAdditions {
    private LongAdditions() {}

    /** Boxes of small values, which are the same object whenever they are asked for. */
    private static final class Small {
        private static final Long[] BOXES = new Long[256];
    }

    @SuppressWarnings({"deprecation", "removal", "BoxedPrimitiveConstructor"})
    public static Long valueOf(long value) {
        if (value < -128 || value > 127) {
            return new Long(value);
        }
        int at = (int) value + 128;
        if (Small.BOXES[at] == null) {
            Small.BOXES[at] = new Long(value);
        }
        return Small.BOXES[at];
    }

    public static long parseUnsignedLong(String text) {
        return parseUnsignedLong(text, 10);
    }

    public static long parseUnsignedLong(String text, int radix) {
        if (text == null) {
            throw new NumberFormatException("Cannot parse null string");
        }
        if (text.startsWith("-")) {
            throw new NumberFormatException("Illegal leading minus sign on unsigned string " + text + ".");
        }
        if (text.length() < 2) {
            return Long.parseLong(text, radix);
        }
        int last = text.length() - 1;
        long first = parseUnsignedLong(text.substring(0, last), radix);
        int digit = Character.digit(text.charAt(last), radix);
        if (digit < 0) {
            throw new NumberFormatException("Bad digit at end of " + text);
        }
        long value = first * radix + digit;
        if (Long.compareUnsigned(first, Long.divideUnsigned(-1, radix)) > 0
                || Long.compareUnsigned(value, first * radix) < 0) {
            throw new NumberFormatException("String value " + text + " exceeds range of unsigned long.");
        }
        return value;
    }

    public static long parseLong(String text) {
        return parseLong(text, 10);
    }

    public static long parseLong(String text, int radix) {
        return IntegerReader.read(text, radix, Long.MIN_VALUE);
    }

    public static Long decode(String text) {
        return IntegerReader.decode(text, Long.MIN_VALUE);
    }

    @Import(name = "cortado_leading64")
    @Unmanaged
    @NoSideEffects
    private static native int leading(long value);

    public static int numberOfLeadingZeros(long value) {
        return leading(value);
    }

    @Import(name = "cortado_trailing64")
    @Unmanaged
    @NoSideEffects
    private static native int trailing(long value);

    public static int numberOfTrailingZeros(long value) {
        return trailing(value);
    }

    @Import(name = "cortado_ones64")
    @Unmanaged
    @NoSideEffects
    private static native int ones(long value);

    public static int bitCount(long value) {
        return ones(value);
    }
}
