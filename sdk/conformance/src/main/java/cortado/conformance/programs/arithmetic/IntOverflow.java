package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Sums, differences and products that leave the range of an int wrap around. */
final class IntOverflow {
    static void main() {
        int[] edges = {
            Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1, 0, 1, 46341, Integer.MAX_VALUE - 1, Integer.MAX_VALUE
        };
        for (int a : edges) {
            for (int b : edges) {
                say(a, b, a + b, a - b, a * b, a + b > a, a - b < 0);
            }
            say(-a, ~a, Math.abs(a), a == -a, a < 0 != -a < 0);
        }
        int folded = Integer.MAX_VALUE;
        folded++;
        say(folded, folded - 1, folded * folded, (folded + 1) * (folded - 1));
    }
}
