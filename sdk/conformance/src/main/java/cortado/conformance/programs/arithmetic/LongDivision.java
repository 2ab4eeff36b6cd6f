package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

/** Long division truncates towards zero, wraps at its one overflow, and throws for zero. */
final class LongDivision {
    static void main() {
        long[] edges = {Long.MIN_VALUE, -10_000_000_000L, -1, 0, 1, 3, 10_000_000_000L, Long.MAX_VALUE};
        for (long a : edges) {
            for (long b : edges) {
                attempt(a + " / " + b, () -> a / b);
                attempt(a + " % " + b, () -> a % b);
            }
        }
        try {
            say(edges[1] % edges[3]);
        } catch (ArithmeticException e) {
            say("caught", e.getMessage());
        } finally {
            say("finally");
        }
    }
}
