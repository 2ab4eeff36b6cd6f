package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** A division by zero throws even where nobody looks at the quotient. */
final class UnusedDivision {
    static void main() {
        int zero = Integer.parseInt("0");
        try {
            int unused = 1 / zero;
            say("not reached");
        } catch (ArithmeticException e) {
            say("caught", e.getMessage());
        }
        try {
            long unused = 1L % (long) zero;
            say("not reached");
        } catch (ArithmeticException e) {
            say("caught", e.getMessage());
        }
        try {
            short narrow = (short) zero;
            narrow %= narrow;
            say("not reached");
        } catch (ArithmeticException e) {
            say("caught", e.getMessage());
        }
        say(1.0 / zero, 1f % zero);
    }
}
