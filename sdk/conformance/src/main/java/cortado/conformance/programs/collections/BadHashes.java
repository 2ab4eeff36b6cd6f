package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Maps whose keys collide, change, or compare by identity. */
final class BadHashes {
    private record Same(int id) {
        @Override
        public int hashCode() {
            return 7;
        }
    }

    private static final class Mutable {
        private int id;

        @Override
        public int hashCode() {
            return id;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Mutable m && m.id == id;
        }
    }

    static void main() {
        Map<Same, Integer> map = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            map.put(new Same(i), i);
        }
        for (int i = 0; i < 300; i += 3) {
            map.remove(new Same(i));
        }
        int sum = 0;
        for (int v : map.values()) {
            sum += v;
        }
        say(map.size(), sum, map.get(new Same(100)), map.get(new Same(99)), map.containsKey(new Same(299)));
        Mutable key = new Mutable();
        Set<Mutable> set = new HashSet<>();
        set.add(key);
        key.id = 12345;
        say(set.contains(key), set.size(), set.add(key), set.size());
        Set<Object> objects = new HashSet<>();
        Object first = new Object();
        objects.add(first);
        objects.add(new Object());
        objects.add(first);
        say(
                objects.size(),
                objects.contains(first),
                objects.contains(new Object()),
                objects.remove(first),
                objects.size());
        Set<Object> mixed = new HashSet<>();
        mixed.add(1);
        mixed.add(1L);
        mixed.add('1');
        mixed.add("1");
        mixed.add(1.0);
        mixed.add((byte) 1);
        say(
                mixed.size(),
                mixed.contains(1L),
                mixed.contains(1f),
                Double.valueOf(0.0).equals(-0.0));
    }
}
