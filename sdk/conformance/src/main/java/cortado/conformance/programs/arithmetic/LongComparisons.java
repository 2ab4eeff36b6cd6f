package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Comparisons of values that differ only in their high or only in their low half. */
final class LongComparisons {
    static void main() {
        long[] values = {0, 1, -1, 1L << 32, -(1L << 32), 0xffffffffL, 0x80000000L, Long.MIN_VALUE, Long.MAX_VALUE};
        for (long a : values) {
            for (long b : values) {
                say(a, b, a < b, a <= b, a == b, a != b, a > b, a >= b, Long.compare(a, b), Long.compareUnsigned(a, b));
            }
        }
        long counted = 0;
        for (long i = 0x7fffffffL - 2; i < 0x7fffffffL + 3; i++) {
            counted += i == (int) i ? 1 : 100;
        }
        say(counted, (1L << 40) > 1 ? "wide" : "narrow", (int) (1L << 40) == 0);
    }
}
