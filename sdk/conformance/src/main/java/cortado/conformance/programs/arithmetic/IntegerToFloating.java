package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** An integer too wide for a float or double rounds to the nearest even. */
final class IntegerToFloating {
    static void main() {
        int[] ints = {16777216, 16777217, 16777219, Integer.MAX_VALUE, Integer.MIN_VALUE, 123456789, -33554433};
        for (int v : ints) {
            say(v, (float) v, (double) v, (int) (float) v, (int) (float) v == v);
        }
        long[] longs = {1L << 53, (1L << 53) + 1, (1L << 53) + 3, Long.MAX_VALUE, Long.MIN_VALUE, 9007199254740993L};
        for (long v : longs) {
            say(v, (float) v, (double) v, (long) (double) v, (long) (float) v);
        }
        float sum = 0;
        for (long v : longs) {
            sum += v;
        }
        say(sum);
    }
}
