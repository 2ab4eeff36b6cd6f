package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.outcome;

/** The exact methods of Math throw where plain operators wrap. */
final class ExactMath {
    static void main() {
        int[] ints = {Integer.MIN_VALUE, -1, 2, Integer.MAX_VALUE};
        for (int a : ints) {
            for (int b : ints) {
                outcome("addExact " + a + " " + b, () -> Math.addExact(a, b));
                outcome("subtractExact " + a + " " + b, () -> Math.subtractExact(a, b));
                outcome("multiplyExact " + a + " " + b, () -> Math.multiplyExact(a, b));
            }
            outcome("negateExact " + a, () -> Math.negateExact(a));
            outcome("incrementExact " + a, () -> Math.incrementExact(a));
            outcome("decrementExact " + a, () -> Math.decrementExact(a));
            outcome("absExact " + a, () -> Math.absExact(a));
        }
        long[] longs = {Long.MIN_VALUE, -1, 2, 1L << 32, Long.MAX_VALUE};
        for (long a : longs) {
            for (long b : longs) {
                outcome("addExact " + a + " " + b, () -> Math.addExact(a, b));
                outcome("subtractExact " + a + " " + b, () -> Math.subtractExact(a, b));
                outcome("multiplyExact " + a + " " + b, () -> Math.multiplyExact(a, b));
            }
            outcome("toIntExact " + a, () -> Math.toIntExact(a));
            outcome("negateExact " + a, () -> Math.negateExact(a));
        }
    }
}
