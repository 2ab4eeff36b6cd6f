package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** The bit methods of Long. */
final class LongBits {
    static void main() {
        long[] values = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x123456789abcdef0L, 0xffffffffL, 1L << 32};
        for (long v : values) {
            say(v, Long.bitCount(v), Long.numberOfLeadingZeros(v), Long.numberOfTrailingZeros(v));
            say(Long.highestOneBit(v), Long.lowestOneBit(v), Long.reverse(v), Long.reverseBytes(v));
            say(Long.rotateLeft(v, 17), Long.rotateRight(v, 17), Long.signum(v), Long.hashCode(v));
            say(Long.toBinaryString(v), Long.toOctalString(v), Long.toHexString(v), Long.toUnsignedString(v));
            say(Long.toString(v, 36), Long.toString(v, 7));
        }
        say(Long.divideUnsigned(-1, 10), Long.remainderUnsigned(-1, 10), Long.divideUnsigned(5, -1));
        say(Long.compareUnsigned(-1, 1), Long.compareUnsigned(1, 2), Long.parseUnsignedLong("18446744073709551615"));
        say(Long.compare(-1, 1), Long.max(3, -3), Long.min(3, -3), Long.sum(2, 3), Long.SIZE, Long.BYTES);
    }
}
