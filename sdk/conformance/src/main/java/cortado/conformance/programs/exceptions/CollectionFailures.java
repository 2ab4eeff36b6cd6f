package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.attemptTo;

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
                attempt("get " + i, () -> list.get(i));
                attempt("set " + i, () -> list.set(i, "c"));
                attempt("remove " + i, () -> list.remove(i));
                attemptTo("add " + (i + 1), () -> list.add(i + 1, "d"));
            }
            attempt("size", list::size);
        }
        attempt("empty iterator", () -> new ArrayList<String>().iterator().next());
        attempt(
                "empty linked iterator",
                () -> new LinkedList<String>().iterator().next());
        attempt("getFirst", () -> new ArrayList<String>().getFirst());
        attempt("removeLast", () -> new LinkedList<String>().removeLast());
        attempt("deque", () -> new ArrayDeque<String>().pop());
        attemptTo("deque null", () -> new ArrayDeque<String>().add(null));
        attempt("queue element", () -> new PriorityQueue<String>().element());
        attempt("queue remove", () -> new PriorityQueue<String>().remove());
        attempt("first key", () -> new TreeMap<String, String>().firstKey());
        attempt("last", () -> new TreeSet<String>().last());
        attemptTo("null key", () -> new TreeMap<String, String>().put(null, "x"));
        attempt("optional", () -> Optional.empty().get());
        attempt("optional else", () -> Optional.empty().orElseThrow());
        attempt(
                "map iterator",
                () -> new HashMap<String, String>().keySet().iterator().next());
        attempt("max of none", () -> Collections.max(new ArrayList<Integer>()));
        attempt("fixed add", () -> Arrays.asList("a").add("b"));
        attempt("fixed remove", () -> Arrays.asList("a").remove(0));
        attempt("unmodifiable", () -> Collections.unmodifiableList(array).add("x"));
        attempt("of add", () -> List.of(1).add(2));
        attempt("of null", () -> List.of("a", null));
        attempt("of contains null", () -> List.of("a").contains(null));
        attempt("map of put", () -> Map.of("k", "v").put("a", "b"));
        attempt("map of twice", () -> Map.of("k", 1, "k", 2));
        attempt("empty list", () -> Collections.emptyList().add(null));
        attempt("sublist", () -> array.subList(1, 9));
        attempt("sublist swapped", () -> array.subList(2, 1));
        attempt("remove before next", () -> {
            Iterator<String> iterator = array.iterator();
            iterator.remove();
            return "";
        });
        attempt("remove twice", () -> {
            Iterator<String> iterator = new ArrayList<>(List.of("p", "q")).iterator();
            iterator.next();
            iterator.remove();
            iterator.remove();
            return "";
        });
        attempt("nCopies", () -> Collections.nCopies(-1, "x"));
        attempt("mixed types", () -> {
            TreeSet<Object> set = new TreeSet<>();
            set.add("text");
            set.add(5);
            return set;
        });
    }
}
