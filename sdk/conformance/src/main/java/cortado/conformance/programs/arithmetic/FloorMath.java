package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

/** Floor and ceiling division, clamps and high products. */
final class FloorMath {
    static void main() {
        int[] values = {-7, -1, 0, 2, 7, Integer.MIN_VALUE};
        for (int a : values) {
            for (int b : new int[] {-3, -1, 0, 1, 3}) {
                attempt("floorDiv " + a + " " + b, () -> Math.floorDiv(a, b));
                attempt("floorMod " + a + " " + b, () -> Math.floorMod(a, b));
                attempt("floorMod long " + a + " " + b, () -> Math.floorMod((long) a, b));
            }
        }
        say(Math.clamp(50L, 1, 10), Math.clamp(-5L, 1, 10), Math.clamp(5L, 1, 10), Math.clamp(2.5, 0.0, 1.0));
        say(Math.multiplyHigh(Long.MAX_VALUE, Long.MAX_VALUE), Math.multiplyHigh(-5L, 1L << 62));
        say(
                Math.multiplyFull(Integer.MAX_VALUE, Integer.MIN_VALUE),
                Math.multiplyHigh(0x123456789abcdefL, -987654321987L));
        say(Math.ceilDiv(7, 2), Math.ceilDiv(-7, 2), Math.ceilMod(7, 3));
        say(Math.absExact(-3), Math.max(1L, 2L), Math.min(-0.0f, 0.0f));
    }
}
