package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;

/** Arrays and collections of negative size. */
final class NegativeSizes {
    static void main() {
        for (int size : new int[] {-1, Integer.MIN_VALUE, 0, 2}) {
            attempt("int[" + size + "]", () -> new int[size].length);
            attempt("byte[" + size + "]", () -> new byte[size].length);
            attempt("String[" + size + "]", () -> new String[size].length);
            attempt("int[2][" + size + "]", () -> new int[2][size].length);
            attempt("int[" + size + "][2]", () -> new int[size][2].length);
            attempt("Object[0][" + size + "]", () -> new Object[0][size].length);
            attempt("ArrayList " + size, () -> new ArrayList<String>(size).size());
            attempt("HashMap " + size, () -> new HashMap<String, String>(size).size());
            attempt("StringBuilder " + size, () -> new StringBuilder(size).length());
            attempt("copyOf " + size, () -> Arrays.copyOf(new int[1], size).length);
            attempt("repeat " + size, () -> "ab".repeat(size));
        }
    }
}
