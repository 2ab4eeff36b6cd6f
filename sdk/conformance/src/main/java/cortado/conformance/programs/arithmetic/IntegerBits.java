package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** The bit methods of Integer. */
final class IntegerBits {
    static void main() {
        int[] values = {0, 1, -1, 2, 0x80000000, 0x7fffffff, 0x12345678, 0xdeadbeef, 255, 256};
        for (int v : values) {
            say(v, Integer.bitCount(v), Integer.numberOfLeadingZeros(v), Integer.numberOfTrailingZeros(v));
            say(Integer.highestOneBit(v), Integer.lowestOneBit(v), Integer.reverse(v), Integer.reverseBytes(v));
            say(Integer.rotateLeft(v, 5), Integer.rotateRight(v, 5), Integer.rotateLeft(v, -37), Integer.signum(v));
            say(
                    Integer.toBinaryString(v),
                    Integer.toOctalString(v),
                    Integer.toHexString(v),
                    Integer.toUnsignedString(v));
            say(Integer.toUnsignedLong(v), Integer.hashCode(v), Integer.toString(v, 36), Integer.toString(v, 3));
        }
        say(Integer.divideUnsigned(-1, 10), Integer.remainderUnsigned(-1, 10), Integer.compareUnsigned(-1, 1));
        say(Integer.compare(-1, 1), Integer.max(3, -3), Integer.min(3, -3), Integer.sum(2, 3));
        say(Integer.parseUnsignedInt("4294967295"), Integer.toUnsignedString(-1, 16), Integer.SIZE, Integer.BYTES);
    }
}
