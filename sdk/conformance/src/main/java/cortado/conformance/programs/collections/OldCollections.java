package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.Collections;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hashtable, Vector, IdentityHashMap and the concurrent ones. */
final class OldCollections {
    static void main() {
        Hashtable<String, Integer> table = new Hashtable<>();
        table.put("a", 1);
        table.put("b", 2);
        say(
                table.get("a"),
                table.containsKey("c"),
                table.contains(2),
                table.size(),
                Collections.list(table.keys()).size(),
                new TreeMap<>(table));
        try {
            table.put(null, 1);
        } catch (NullPointerException e) {
            say("no null keys");
        }
        Vector<Integer> vector = new Vector<>(List.of(1, 2, 3));
        vector.addElement(4);
        vector.insertElementAt(0, 0);
        vector.removeElementAt(2);
        say(vector, vector.elementAt(1), vector.lastElement(), vector.indexOf(4), vector.capacity() >= vector.size());
        Map<String, Integer> identity = new IdentityHashMap<>();
        String a = new String("same");
        String b = new String("same");
        identity.put(a, 1);
        identity.put(b, 2);
        identity.put(a, 3);
        say(
                identity.size(),
                identity.get(a),
                identity.get(b),
                identity.get("same"),
                identity.containsKey(b),
                identity.remove(b),
                identity.size());
        Map<String, Integer> concurrent = new ConcurrentHashMap<>();
        for (int i = 0; i < 100; i++) {
            concurrent.merge("k" + i % 10, i, Integer::sum);
        }
        for (String key : concurrent.keySet()) {
            if (key.endsWith("3")) {
                concurrent.remove(key);
            }
        }
        say(new TreeMap<>(concurrent), concurrent.getOrDefault("k3", -1), concurrent.putIfAbsent("k1", 0));
        List<Integer> copying = new CopyOnWriteArrayList<>(List.of(1, 2, 3));
        for (int x : copying) {
            copying.add(x * 10);
        }
        say(copying);
    }
}
