package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Linked maps and sets keep their order: of insertion, or of access. */
final class LinkedHashMaps {
    private static final class Cache<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        Cache() {
            super(4, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > 3;
        }
    }

    static void main() {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (String s : "the cat and the dog and the bird".split(" ")) {
            map.merge(s, 1, Integer::sum);
        }
        say(map, map.keySet(), map.values(), map.entrySet());
        map.remove("cat");
        map.put("cat", 9);
        map.put("the", 0);
        say(map, map.equals(Map.copyOf(map)));
        Cache<String, Integer> cache = new Cache<>();
        for (String s : "a b c a d b e".split(" ")) {
            cache.put(s, s.charAt(0) - 'a');
            cache.get("a");
        }
        say(cache, cache.containsKey("b"), cache.size());
        LinkedHashSet<Integer> set = new LinkedHashSet<>(List.of(5, 3, 9));
        set.add(3);
        set.add(1);
        set.remove(9);
        set.add(9);
        say(set, set.contains(1), new ArrayList<>(set), set.getFirst(), set.getLast(), set.reversed());
        SequencedMap<String, Integer> sequenced = new LinkedHashMap<>(map);
        sequenced.putFirst("zero", 0);
        sequenced.putLast("the", 77);
        say(sequenced, sequenced.firstEntry(), sequenced.lastEntry(), sequenced.pollFirstEntry(), sequenced.reversed());
    }
}
