package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

/** Integer division truncates towards zero, wraps at its one overflow, and throws for zero. */
final class IntDivision {
    static void main() {
        int[] edges = {Integer.MIN_VALUE, -7, -2, -1, 0, 1, 2, 7, Integer.MAX_VALUE};
        for (int a : edges) {
            for (int b : edges) {
                attempt(a + " / " + b, () -> a / b);
                attempt(a + " % " + b, () -> a % b);
            }
        }
        say(-7 / 2, -7 % 2, 7 / -2, 7 % -2);
        try {
            int zero = edges[4];
            say(edges[0] / zero);
        } catch (ArithmeticException e) {
            say("division", e.getMessage());
        }
        try {
            int zero = edges[4];
            say(edges[0] % zero);
        } catch (ArithmeticException e) {
            say("remainder", e.getMessage());
        }
        int value = 100;
        try {
            value /= edges[4];
        } catch (ArithmeticException e) {
            say("unchanged", value);
        }
    }
}
