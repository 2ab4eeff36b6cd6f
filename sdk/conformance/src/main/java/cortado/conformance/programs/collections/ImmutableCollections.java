package cortado.conformance.programs.collections;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** List.of, Set.of, Map.of and copies. */
final class ImmutableCollections {
    static void main() {
        List<Integer> list = List.of(3, 1, 2);
        say(
                list,
                list.get(1),
                list.indexOf(2),
                list.contains(9),
                list.hashCode(),
                list.equals(Arrays.asList(3, 1, 2)),
                list.subList(1, 3));
        say(
                List.of(),
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                List.of(new String[] {"a", "b"}),
                List.of(1).equals(List.of(1)));
        say(
                new TreeSet<>(Set.of(5, 3, 1)),
                Set.of(1, 2).contains(2),
                Set.of().size(),
                Set.of(1, 2).equals(Set.of(2, 1)),
                Set.of(7).hashCode());
        say(
                new TreeMap<>(Map.of("b", 2, "a", 1)),
                Map.of("k", 1).get("x"),
                new TreeMap<>(Map.ofEntries(Map.entry(2, "y"), Map.entry(1, "x"))));
        List<Integer> source = new ArrayList<>(list);
        List<Integer> copy = List.copyOf(source);
        source.set(0, 99);
        say(copy, source, List.copyOf(copy).equals(copy), Set.copyOf(List.of(1, 1, 1)));
        attempt("set", () -> list.set(0, 1));
        attempt("remove", () -> list.remove(0));
        attempt("clear", () -> {
            list.clear();
            return "";
        });
        attempt("sort", () -> {
            list.sort(null);
            return "";
        });
        attempt("removeIf", () -> list.removeIf(x -> x > 1));
        attempt("duplicate", () -> Set.of(1, 1).size());
        attempt("null value", () -> Map.of("k", null).size());
        attempt("copy of null", () -> List.copyOf(Arrays.asList(1, null)));
        attempt("get", () -> list.get(3));
        attempt("stream toList", () -> list.stream().toList().add(1));
        List<String> view = Arrays.asList(new String[] {"x", "y"});
        view.set(0, "changed");
        say(view, view.contains("y"), view.indexOf("y"));
    }
}
