package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.attemptTo;
import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An iterator notices that its collection changed under it. */
final class ConcurrentModification {
    static void main() {
        for (List<Integer> list :
                List.of(new ArrayList<>(List.of(1, 2, 3, 4)), new LinkedList<>(List.of(1, 2, 3, 4)))) {
            attemptTo("remove in loop", () -> {
                for (Integer each : list) {
                    say("saw", each);
                    if (each == 2) {
                        list.remove(each);
                    }
                }
            });
            attemptTo("remove last but one", () -> {
                for (Integer each : list) {
                    if (each == 3) {
                        list.remove(each);
                    }
                }
            });
            say(list);
            attempt("sublist after change", () -> {
                List<Integer> part = list.subList(0, 1);
                list.add(9);
                return part.size();
            });
        }
        for (Map<String, Integer> map : List.of(
                new HashMap<String, Integer>(), new LinkedHashMap<String, Integer>(), new TreeMap<String, Integer>())) {
            map.put("a", 1);
            map.put("b", 2);
            map.put("c", 3);
            attemptTo("put in loop", () -> {
                for (String key : map.keySet()) {
                    map.put(key + key, 0);
                }
            });
            attemptTo("overwrite in loop", () -> {
                for (String key : map.keySet()) {
                    map.put(key, 7);
                }
            });
            Iterator<String> keys = map.keySet().iterator();
            while (keys.hasNext()) {
                if (keys.next().length() > 1) {
                    keys.remove();
                }
            }
            say(map);
            attempt("compute", () -> map.computeIfAbsent("d", k -> map.size()));
        }
    }
}
