package cortado.conformance.programs.collections;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.outcome;
import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Sorting is stable, handles every shape of input, and reports incomparable elements. */
final class Sorting {
    private record Item(int key, int at) {}

    static void main() {
        for (int size : new int[] {0, 1, 2, 31, 33, 100, 1000}) {
            for (int shape = 0; shape < 5; shape++) {
                List<Item> items = new ArrayList<>();
                int seed = size * 31 + shape;
                for (int i = 0; i < size; i++) {
                    seed = seed * 1664525 + 1013904223;
                    int key = switch (shape) {
                        case 0 -> i;
                        case 1 -> size - i;
                        case 2 -> i % 7;
                        case 3 -> 5;
                        default -> (seed >>> 24) % 50;
                    };
                    items.add(new Item(key, i));
                }
                items.sort(Comparator.comparingInt(Item::key));
                int checksum = 0;
                for (int i = 0; i < size; i++) {
                    checksum = checksum * 31 + items.get(i).at();
                    if (i > 0
                            && items.get(i - 1).key() == items.get(i).key()
                            && items.get(i - 1).at() > items.get(i).at()) {
                        say("unstable at", i);
                    }
                }
                int[] ints =
                        items.stream().mapToInt(x -> (x.at() * 7919) % 1009).toArray();
                Arrays.sort(ints);
                say(size, shape, checksum, Arrays.hashCode(ints));
            }
        }
        Integer[] boxed = {5, 3, 9, 1};
        Arrays.sort(boxed, Collections.reverseOrder());
        double[] doubles = {3, Double.NaN, -0.0, 0.0, Double.NEGATIVE_INFINITY, 1};
        Arrays.sort(doubles);
        long[] longs = {5, Long.MIN_VALUE, 3};
        Arrays.sort(longs);
        char[] chars = "sorting".toCharArray();
        Arrays.sort(chars, 1, 5);
        String[] strings = {"b", "A", "c"};
        Arrays.sort(strings, Comparator.nullsFirst(String.CASE_INSENSITIVE_ORDER));
        say(
                Arrays.toString(boxed),
                Arrays.toString(doubles),
                Arrays.toString(longs),
                new String(chars),
                Arrays.toString(strings));
        attempt("null", () -> {
            Arrays.sort(new Integer[] {1, null, 2});
            return "";
        });
        outcome("incomparable", () -> {
            Arrays.sort(new Object[] {1, "x"});
            return "";
        });
    }
}
