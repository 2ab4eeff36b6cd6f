package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.attempt;

/** The exact methods of Math throw where plain operators wrap. */
final class ExactMath {
    static void main() {
        int[] ints = {Integer.MIN_VALUE, -1, 2, Integer.MAX_VALUE};
        for (int a : ints) {
            for (int b : ints) {
                attempt("addExact " + a + " " + b, () -> Math.addExact(a, b));
                attempt("subtractExact " + a + " " + b, () -> Math.subtractExact(a, b));
                attempt("multiplyExact " + a + " " + b, () -> Math.multiplyExact(a, b));
            }
            attempt("negateExact " + a, () -> Math.negateExact(a));
            attempt("incrementExact " + a, () -> Math.incrementExact(a));
            attempt("decrementExact " + a, () -> Math.decrementExact(a));
            attempt("absExact " + a, () -> Math.absExact(a));
        }
        long[] longs = {Long.MIN_VALUE, -1, 2, 1L << 32, Long.MAX_VALUE};
        for (long a : longs) {
            for (long b : longs) {
                attempt("addExact " + a + " " + b, () -> Math.addExact(a, b));
                attempt("subtractExact " + a + " " + b, () -> Math.subtractExact(a, b));
                attempt("multiplyExact " + a + " " + b, () -> Math.multiplyExact(a, b));
            }
            attempt("toIntExact " + a, () -> Math.toIntExact(a));
            attempt("negateExact " + a, () -> Math.negateExact(a));
        }
    }
}
