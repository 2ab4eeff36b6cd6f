package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** HashMap: every method; its order is nobody's business, so it is sorted before it is printed. */
final class HashMaps {
    static void main() {
        Map<String, Integer> map = new HashMap<>();
        say(
                map.put("one", 1),
                map.put("one", 11),
                map.put(null, 0),
                map.put("none", null),
                map.size(),
                map.get(null),
                map.get("missing"));
        say(
                map.containsKey("none"),
                map.containsValue(null),
                map.getOrDefault("none", 5),
                map.getOrDefault("x", 5),
                map.containsKey("x"));
        say(
                map.putIfAbsent("none", 7),
                map.putIfAbsent("one", 8),
                map.get("none"),
                map.remove("one"),
                map.remove("one"));
        say(
                map.computeIfAbsent("c", k -> k.length()),
                map.computeIfPresent("c", (k, v) -> v + 10),
                map.compute("c", (k, v) -> null));
        say(
                map.compute("n", (k, v) -> v == null ? 1 : v + 1),
                map.merge("n", 5, Integer::sum),
                map.merge("n", 0, (a, b) -> null),
                map.size());
        map.remove(null);
        for (int i = 0; i < 100; i++) {
            map.put("key" + i, i);
        }
        say(
                map.size(),
                map.replace("key5", 500),
                map.replace("key6", 6, 600),
                map.replace("key7", 0, 1),
                map.remove("key8", 9));
        map.keySet().removeIf(k -> k.length() == 5);
        map.values().removeIf(v -> v != null && v % 2 == 0 && v < 500);
        map.entrySet().forEach(e -> e.setValue(e.getValue() + 1));
        map.replaceAll((k, v) -> -v);
        say(new TreeMap<>(map), map.equals(new TreeMap<>(map)), map.hashCode());
        int sum = 0;
        for (Map.Entry<String, Integer> e : map.entrySet()) {
            sum += e.getKey().length() * e.getValue();
        }
        Map<Integer, String> large = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            large.put(i * 65536, "v" + i);
        }
        for (int i = 0; i < 5000; i += 2) {
            large.remove(i * 65536);
        }
        say(sum, large.size(), large.get(65536), large.get(131072), large.containsValue("v4999"));
        say(
                Map.entry("k", 1),
                Map.of("a", 1).equals(new HashMap<>(Map.of("a", 1))),
                Map.copyOf(Map.of(1, 2)).get(1),
                Map.of().isEmpty());
        map.clear();
        say(
                map,
                map.isEmpty(),
                Map.entry("k", 1).equals(Map.entry("k", 1)),
                Map.entry("k", 1).hashCode());
    }
}
