package cortado.conformance.programs.collections;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** The static methods of Collections. */
final class CollectionsMethods {
    static void main() {
        List<Integer> list = new ArrayList<>(List.of(5, 2, 8, 2, 9, 1));
        say(
                Collections.max(list),
                Collections.min(list),
                Collections.frequency(list, 2),
                Collections.min(list, Collections.reverseOrder()));
        Collections.reverse(list);
        say(list);
        Collections.swap(list, 0, 5);
        Collections.rotate(list, 2);
        say(list);
        Collections.rotate(list, -7);
        Collections.sort(list);
        say(
                list,
                Collections.binarySearch(list, 8),
                Collections.binarySearch(list, 3),
                Collections.binarySearch(list, 100));
        Collections.shuffle(list, new Random(42));
        say(list);
        Collections.fill(list.subList(0, 2), 0);
        Collections.replaceAll(list, 2, 22);
        Collections.addAll(list, 7, 7);
        say(
                list,
                Collections.indexOfSubList(list, List.of(7, 7)),
                Collections.disjoint(list, List.of(100)),
                Collections.nCopies(3, "x"));
        Collection<Integer> fixed = Collections.unmodifiableCollection(list);
        attempt("unmodifiable", () -> fixed.add(1));
        attempt("unmodifiable iterator", () -> {
            var it = fixed.iterator();
            it.next();
            it.remove();
            return "";
        });
        attempt(
                "unmodifiable map",
                () -> Collections.unmodifiableMap(Map.of(1, 2)).put(3, 4));
        attempt("singleton", () -> Collections.singletonList(1).add(2));
        say(
                Collections.singleton(1),
                Collections.emptyMap(),
                Collections.emptySet(),
                Collections.singletonMap("k", "v"),
                Collections.synchronizedList(list).size());
        List<Integer> target = new ArrayList<>(Collections.nCopies(10, 0));
        Collections.copy(target, list);
        say(
                target,
                Collections.unmodifiableSet(new TreeSet<>(list)),
                Collections.unmodifiableList(list).equals(list));
        Set<String> fromMap = Collections.newSetFromMap(new java.util.LinkedHashMap<>());
        fromMap.add("b");
        fromMap.add("a");
        fromMap.add("b");
        say(
                fromMap,
                Collections.list(Collections.enumeration(List.of(1, 2))),
                Collections.lastIndexOfSubList(Arrays.asList(1, 2, 1, 2), List.of(1, 2)));
    }
}
