package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** TreeMap: order, neighbours, ranges, views. */
final class TreeMaps {
    static void main() {
        TreeMap<Integer, String> map = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            map.put(i * 37 % 101, "v" + i);
        }
        say(map);
        say(
                map.firstKey(),
                map.lastEntry(),
                map.floorKey(50),
                map.ceilingKey(50),
                map.lowerKey(0),
                map.higherEntry(90),
                map.floorEntry(-1));
        say(map.headMap(20), map.tailMap(80), map.subMap(20, 60), map.subMap(20, false, 74, true));
        NavigableMap<Integer, String> down = map.descendingMap();
        say(
                down.firstKey(),
                down.headMap(90),
                map.descendingKeySet().first(),
                map.navigableKeySet().last());
        say(map.pollFirstEntry(), map.pollLastEntry(), map.remove(37), map.size());
        map.headMap(30).clear();
        map.subMap(50, 70).put(55, "added");
        map.tailMap(90).replaceAll((k, v) -> v + k);
        say(map, map.containsValue("added"), map.headMap(60).size());
        for (Map.Entry<Integer, String> e : map.entrySet()) {
            if (e.getKey() % 2 == 0) {
                e.setValue("even");
            }
        }
        map.values().removeIf("even"::equals);
        say(map, map.hashCode(), map.equals(Map.copyOf(map)));
        TreeMap<String, Integer> byLength =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String s : "pear fig apple kiwi banana plum".split(" ")) {
            byLength.put(s, s.length());
        }
        say(byLength, byLength.firstKey(), byLength.headMap("kiwi", true), byLength.comparator() != null);
        byLength.merge("fig", 1, Integer::sum);
        byLength.computeIfAbsent("x", String::length);
        say(byLength.get("fig"), byLength.lastEntry(), byLength.descendingMap());
    }
}
