package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

/** Boxes: the small-value cache, equality, conversions, unboxing of null. */
final class BoxedNumbers {
    static void main() {
        Integer a = 127;
        Integer b = 127;
        Integer c = 1000;
        Integer d = 1000;
        say(a == b, c.equals(d), c == 1000, c <= d && c >= d, Integer.valueOf(-128) == Integer.valueOf(-128));
        Long l = 127L;
        say(
                l.equals(127),
                l.equals(127L),
                l == 127,
                Long.valueOf(5) == Long.valueOf(5),
                Character.valueOf('x') == Character.valueOf('x'));
        say(Boolean.valueOf("TRUE") == Boolean.TRUE, Boolean.parseBoolean("yes"), Boolean.logicalXor(true, false));
        say(
                c.byteValue(),
                c.shortValue(),
                c.longValue(),
                c.floatValue(),
                c.doubleValue(),
                Double.valueOf(1e20).intValue());
        say(
                a.hashCode(),
                l.hashCode(),
                Long.valueOf(1L << 32).hashCode(),
                Boolean.TRUE.hashCode(),
                Boolean.hashCode(false));
        say(
                a.compareTo(c),
                Boolean.compare(true, false),
                Double.valueOf(2).compareTo(1.0),
                Byte.compare((byte) -1, (byte) 1));
        Integer none = null;
        attempt("unbox null", () -> none + 1);
        attempt("unbox null in condition", () -> a == 127 ? none : 0);
        Number[] numbers = {1, 2L, 3f, 4.5, (byte) 5, (short) 6};
        double sum = 0;
        for (Number number : numbers) {
            sum += number.doubleValue();
            say(number.getClass().getName(), number, number.intValue());
        }
        say(sum);
    }
}
