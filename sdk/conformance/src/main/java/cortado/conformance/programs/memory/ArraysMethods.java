package cortado.conformance.programs.memory;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.Arrays;
import java.util.List;

/** The static methods of Arrays. */
final class ArraysMethods {
    static void main() {
        int[] a = {5, 3, 8, 1};
        int[] b = Arrays.copyOf(a, 6);
        say(
                Arrays.toString(b),
                Arrays.toString(Arrays.copyOfRange(a, 1, 3)),
                Arrays.toString(Arrays.copyOfRange(a, 2, 8)),
                Arrays.equals(a, b),
                Arrays.equals(a, a.clone()));
        say(
                Arrays.hashCode(a),
                Arrays.hashCode(new long[] {1, 2}),
                Arrays.hashCode(new Object[] {"x", null}),
                Arrays.deepHashCode(new Object[] {new int[] {1}, "y"}),
                Arrays.hashCode((int[]) null));
        Arrays.sort(a);
        say(
                Arrays.binarySearch(a, 5),
                Arrays.binarySearch(a, 4),
                Arrays.binarySearch(a, 100),
                Arrays.binarySearch(new String[] {"a", "c"}, "b"),
                Arrays.binarySearch(a, 1, 3, 1));
        Arrays.fill(b, 2, 4, -1);
        say(
                Arrays.toString(b),
                Arrays.asList(1, 2).size(),
                Arrays.stream(b).max().getAsInt(),
                Arrays.equals(new int[][] {{1}}, new int[][] {{1}}));
        say(
                Arrays.deepEquals(new int[][] {{1}, {2}}, new int[][] {{1}, {2}}),
                Arrays.compare(new int[] {1, 2}, new int[] {1, 3}),
                Arrays.mismatch(new int[] {1, 2, 3}, new int[] {1, 9}));
        Integer[] boxed = new Integer[5];
        Arrays.setAll(boxed, i -> i * i);
        Arrays.sort(boxed, (x, y) -> y - x);
        int[] prefix = {1, 2, 3, 4};
        Arrays.parallelPrefix(prefix, Integer::sum);
        say(Arrays.toString(boxed), Arrays.toString(prefix), Arrays.equals(prefix, 0, 2, new int[] {1, 3, 9}, 0, 2));
        List<Integer> view = Arrays.asList(boxed);
        view.set(0, 100);
        view.sort(null);
        say(
                boxed[4],
                view,
                Arrays.toString(view.toArray()),
                Arrays.toString(Arrays.copyOf(new String[] {"s"}, 2)),
                Arrays.copyOf(boxed, 1, Object[].class).length);
        Object[] self = new Object[2];
        self[0] = self;
        say(
                Arrays.deepToString(self),
                Arrays.deepToString(new Object[] {new double[] {1}, new boolean[1], new Object[] {null}}));
        attempt("negative copy", () -> Arrays.copyOf(new int[1], -1));
        attempt("set all", () -> {
            long[] longs = new long[3];
            Arrays.setAll(longs, i -> 10 / i);
            return longs;
        });
    }
}
