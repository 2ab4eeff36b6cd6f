package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Sums, differences and products that leave the range of a long wrap around. */
final class LongOverflow {
    static void main() {
        long[] edges = {Long.MIN_VALUE, Long.MIN_VALUE + 1, Integer.MIN_VALUE, -1, 0, 1, 3037000500L, Long.MAX_VALUE};
        for (long a : edges) {
            for (long b : edges) {
                say(a, b, a + b, a - b, a * b, a + b > a, a - b < 0);
            }
            say(-a, ~a, Math.abs(a), a == -a);
        }
        long sum = 0;
        for (int i = 0; i < 100; i++) {
            sum = sum * 6364136223846793005L + 1442695040888963407L;
        }
        say(sum);
    }
}
