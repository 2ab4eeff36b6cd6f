package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** TreeSet against a plain sorted array, through many insertions and removals. */
final class TreeSets {
    static void main() {
        TreeSet<Integer> set = new TreeSet<>();
        boolean[] present = new boolean[500];
        int seed = 12345;
        for (int i = 0; i < 3000; i++) {
            seed = seed * 1103515245 + 12345;
            int value = (seed >>> 16) % 500;
            if ((seed >>> 8 & 3) == 0) {
                check(set.remove(value) == present[value]);
                present[value] = false;
            } else {
                check(set.add(value) != present[value]);
                present[value] = true;
            }
        }
        int at = 0;
        for (int value : set) {
            while (!present[at]) {
                at++;
            }
            check(value == at++);
        }
        say(set.size(), set.first(), set.last(), set.headSet(20), set.tailSet(480), set.lower(250), set.higher(250));
        SortedSet<Integer> part = set.subSet(100, 130);
        say(
                part,
                part.size(),
                part.first(),
                set.descendingSet().headSet(490),
                set.floor(-3),
                set.pollFirst(),
                set.pollLast());
        for (Iterator<Integer> it = set.iterator(); it.hasNext(); ) {
            if (it.next() % 50 != 0) {
                it.remove();
            }
        }
        say(
                set,
                set.containsAll(List.of(50, 100)),
                set.removeAll(List.of(50)),
                set,
                new TreeSet<>(Arrays.asList("b", "a", "c")).descendingSet());
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("set and array differ");
        }
    }
}
