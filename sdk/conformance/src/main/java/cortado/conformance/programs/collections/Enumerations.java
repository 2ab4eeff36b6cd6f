package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** EnumMap and EnumSet. */
final class Enumerations {
    private enum Planet {
        MERCURY,
        VENUS,
        EARTH,
        MARS {
            @Override
            public String toString() {
                return "red";
            }
        },
        JUPITER
    }

    static void main() {
        Map<Planet, Integer> map = new EnumMap<>(Planet.class);
        map.put(Planet.MARS, 2);
        map.put(Planet.EARTH, 1);
        map.put(Planet.JUPITER, null);
        say(
                map,
                map.size(),
                map.get(Planet.MARS),
                map.get(Planet.VENUS),
                map.containsKey(Planet.JUPITER),
                map.containsValue(null));
        map.remove(Planet.EARTH);
        map.merge(Planet.MARS, 40, Integer::sum);
        map.putIfAbsent(Planet.MERCURY, 0);
        for (Map.Entry<Planet, Integer> e : map.entrySet()) {
            e.setValue(e.getKey().ordinal());
        }
        say(map, map.keySet(), map.values(), map.equals(Map.copyOf(map)));
        Set<Planet> set = EnumSet.of(Planet.JUPITER, Planet.VENUS);
        say(
                set,
                EnumSet.allOf(Planet.class),
                EnumSet.noneOf(Planet.class),
                EnumSet.complementOf(EnumSet.of(Planet.VENUS)));
        say(
                EnumSet.range(Planet.VENUS, Planet.MARS),
                set.contains(Planet.EARTH),
                set.add(Planet.EARTH),
                set.add(Planet.EARTH),
                set);
        set.removeIf(p -> p.ordinal() > 2);
        set.retainAll(EnumSet.of(Planet.EARTH));
        say(set, set.size(), EnumSet.copyOf(set).equals(Set.of(Planet.EARTH)));
    }
}
