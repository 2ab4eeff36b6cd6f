package cortado.conformance.programs.collections;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.attemptTo;
import static cortado.conformance.Say.say;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parts of sorted maps and sets, forwards and backwards, look into the whole and refuse what lies outside. */
final class RangeViews {
    static void main() {
        TreeMap<Integer, Integer> map = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            map.put(i * 61 % 199, i);
        }
        for (int i = 0; i < 200; i += 3) {
            map.remove(i);
        }
        views(map.subMap(20, true, 61, false));
        views(map.subMap(20, true, 61, false).descendingMap());
        views(map.descendingMap().subMap(61, false, 20, true));
        views(map.headMap(10, true));
        views(map.tailMap(190, false));
        views(map.descendingMap().headMap(185, false));
        NavigableMap<Integer, Integer> part = map.subMap(50, true, 100, true);
        attempt("put outside", () -> part.put(101, 1));
        attempt("wider head", () -> part.headMap(120));
        attempt("wider tail", () -> part.tailMap(49));
        attempt("wider part", () -> part.subMap(60, true, 101, true));
        attempt("open part", () -> part.subMap(60, true, 100, false).size());
        attempt("swapped", () -> map.subMap(5, 4));
        attempt("swapped backwards", () -> map.descendingMap().subMap(4, 5));
        attempt("first of none", () -> map.subMap(5, 5).firstKey());
        attemptTo("change while walking", () -> {
            for (Integer key : part.keySet()) {
                map.remove(100);
                map.put(1000, key);
            }
        });
        part.keySet().removeIf(key -> key % 2 == 0);
        part.clear();
        say(map.size(), map.floorKey(100), map.ceilingKey(50), part.isEmpty(), part.firstEntry());
        sets();
    }

    private static void views(NavigableMap<Integer, Integer> view) {
        say(view.size(), view.firstKey(), view.lastEntry(), view.keySet());
        say(
                view.floorKey(30),
                view.lowerKey(0),
                view.higherKey(500),
                view.ceilingEntry(41),
                view.headMap(view.lastKey()).size());
        say(
                view.navigableKeySet().descendingSet().first(),
                view.descendingKeySet().headSet(view.firstKey(), true).size());
        say(view.comparator() == null, view.values().size(), view.containsKey(500), view.get(500), view.remove(500));
    }

    private static void sets() {
        TreeSet<String> set = new TreeSet<>(List.of("fig", "apple", "pear", "kiwi", "plum", "cherry"));
        NavigableSet<String> middle = set.subSet("banana", true, "pear", true);
        NavigableSet<String> open = set.subSet("cherry", false, "pear", false);
        say(middle, open, set.headSet("kiwi", true), set.tailSet("kiwi", false), set.descendingSet());
        middle.add("grape");
        attempt("add outside", () -> middle.add("zebra"));
        attempt(
                "add to keys",
                () -> new TreeMap<String, String>().navigableKeySet().add("x"));
        say(
                set,
                middle.pollFirst(),
                middle.pollLast(),
                middle.lower("grape"),
                set.reversed().first(),
                set.getLast());
        Iterator<String> down = set.descendingIterator();
        down.next();
        down.remove();
        say(set, new TreeSet<>(Collections.reverseOrder()).add("x"), set.clone(), set.equals(new TreeSet<>(set)));
        attempt("null", () -> set.contains(null));
        attempt("last of none", () -> new TreeSet<String>().last());
    }
}
