package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.attemptTo;
import static cortado.conformance.Say.say;

/** Array indices out of range, for every element type, below and above. */
final class ArrayBounds {
    static void main() {
        for (int i : new int[] {-1, 3, 0, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            boolean[] booleans = new boolean[3];
            byte[] bytes = new byte[3];
            char[] chars = {'a', 'b', 'c'};
            short[] shorts = new short[3];
            int[] ints = new int[3];
            long[] longs = new long[3];
            float[] floats = new float[3];
            double[] doubles = new double[3];
            String[] strings = {"x", "y", "z"};
            int[][] nested = {{1}, {2}, {3}};
            attempt("boolean", () -> booleans[i]);
            attempt("byte", () -> bytes[i]);
            attempt("char", () -> chars[i]);
            attempt("short", () -> shorts[i]);
            attempt("int", () -> ints[i]);
            attempt("long", () -> longs[i]);
            attempt("float", () -> floats[i]);
            attempt("double", () -> doubles[i]);
            attempt("String", () -> strings[i]);
            attempt("int[]", () -> nested[i][0]);
            attemptTo("store byte", () -> bytes[i] = 1);
            attemptTo("store int", () -> ints[i] += 1);
            attemptTo("store long", () -> longs[i]++);
            attemptTo("store String", () -> strings[i] = "w");
        }
        int[] empty = {};
        attempt("empty", () -> empty[0]);
        int[] filled = new int[4];
        int stored = 0;
        try {
            for (int i = 0; ; i++) {
                filled[i] = i;
                stored++;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            say(stored, e.getMessage(), filled[3]);
        }
    }
}
