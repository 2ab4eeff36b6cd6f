package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.outcome;
import static cortado.conformance.Say.outcomeOf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;

/** How collections refuse: bad indices, missing elements, fixed sizes. */
final class CollectionFailures {
    static void main() {
        List<String> array = new ArrayList<>(List.of("a", "b"));
        List<String> linked = new LinkedList<>(array);
        for (List<String> list : List.of(array, linked)) {
            for (int i : new int[] {-1, 2, 3}) {
                outcome("get " + i, () -> list.get(i));
                outcome("set " + i, () -> list.set(i, "c"));
                outcome("remove " + i, () -> list.remove(i));
                outcomeOf("add " + (i + 1), () -> list.add(i + 1, "d"));
            }
            outcome("size", list::size);
        }
        outcome("empty iterator", () -> new ArrayList<String>().iterator().next());
        outcome(
                "empty linked iterator",
                () -> new LinkedList<String>().iterator().next());
        outcome("getFirst", () -> new ArrayList<String>().getFirst());
        outcome("removeLast", () -> new LinkedList<String>().removeLast());
        outcome("deque", () -> new ArrayDeque<String>().pop());
        outcomeOf("deque null", () -> new ArrayDeque<String>().add(null));
        outcome("queue element", () -> new PriorityQueue<String>().element());
        outcome("queue remove", () -> new PriorityQueue<String>().remove());
        outcome("first key", () -> new TreeMap<String, String>().firstKey());
        outcome("last", () -> new TreeSet<String>().last());
        outcomeOf("null key", () -> new TreeMap<String, String>().put(null, "x"));
        outcome("optional", () -> Optional.empty().get());
        outcome("optional else", () -> Optional.empty().orElseThrow());
        outcome(
                "map iterator",
                () -> new HashMap<String, String>().keySet().iterator().next());
        outcome("max of none", () -> Collections.max(new ArrayList<Integer>()));
        outcome("fixed add", () -> Arrays.asList("a").add("b"));
        outcome("fixed remove", () -> Arrays.asList("a").remove(0));
        outcome("unmodifiable", () -> Collections.unmodifiableList(array).add("x"));
        outcome("of add", () -> List.of(1).add(2));
        outcome("of null", () -> List.of("a", null));
        outcome("of contains null", () -> List.of("a").contains(null));
        outcome("map of put", () -> Map.of("k", "v").put("a", "b"));
        outcome("map of twice", () -> Map.of("k", 1, "k", 2));
        outcome("empty list", () -> Collections.emptyList().add(null));
        outcome("sublist", () -> array.subList(1, 9));
        outcome("sublist swapped", () -> array.subList(2, 1));
        outcome("remove before next", () -> {
            Iterator<String> iterator = array.iterator();
            iterator.remove();
            return "";
        });
        outcome("remove twice", () -> {
            Iterator<String> iterator = new ArrayList<>(List.of("p", "q")).iterator();
            iterator.next();
            iterator.remove();
            iterator.remove();
            return "";
        });
        outcome("nCopies", () -> Collections.nCopies(-1, "x"));
        outcome("mixed types", () -> {
            TreeSet<Object> set = new TreeSet<>();
            set.add("text");
            set.add(5);
            return set;
        });
    }
}
