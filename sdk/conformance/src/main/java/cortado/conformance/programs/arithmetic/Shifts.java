package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Shift distances are taken modulo the width of the left operand's promoted type. */
final class Shifts {
    static void main() {
        int[] distances = {0, 1, 7, 31, 32, 33, 63, 64, 65, -1, -31, -33, Integer.MIN_VALUE, Integer.MAX_VALUE};
        int[] ints = {1, -1, 0x80000000, 0x7fffffff, 0x12345678};
        long[] longs = {1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x123456789abcdef0L};
        for (int distance : distances) {
            for (int value : ints) {
                say(value, distance, value << distance, value >> distance, value >>> distance);
            }
            for (long value : longs) {
                say(value, distance, value << distance, value >> distance, value >>> distance);
            }
        }
        long wide = 1L << 35 | 3;
        say(1 << wide, -1 >>> wide, 1L << wide);
        byte small = -8;
        say(small >> 1, small >>> 1, small << 4, (byte) (small >>> 1), (byte) (small << 4));
        char letter = 'é';
        say(letter << 8, letter >> 3, (int) (char) (letter << 12));
    }
}
