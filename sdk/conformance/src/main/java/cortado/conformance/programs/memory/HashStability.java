package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object keeps its identity hash however often it is moved. */
final class HashStability {
    static void main() {
        List<Object> objects = new ArrayList<>();
        List<Integer> hashes = new ArrayList<>();
        Map<Object, Integer> byHash = new HashMap<>();
        Map<Object, Integer> byIdentity = new IdentityHashMap<>();
        Set<Object> set = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            Object garbage = new int[i % 50];
            Object object = i % 3 == 0
                    ? new Object()
                    : i % 3 == 1 ? new int[i % 7] : "text".concat(garbage.hashCode() == 0 ? "" : "");
            objects.add(object);
            hashes.add(System.identityHashCode(object));
            byHash.put(object, i);
            byIdentity.put(object, i);
            set.add(object);
        }
        for (int round = 0; round < 5; round++) {
            List<byte[]> blocks = new ArrayList<>();
            for (int i = 0; i < 4000; i++) {
                byte[] block = new byte[100 + i % 900];
                if (i % 9 == 0) {
                    blocks.add(block);
                }
            }
            System.gc();
            int wrong = 0;
            for (int i = 0; i < objects.size(); i++) {
                Object object = objects.get(i);
                if (System.identityHashCode(object) != hashes.get(i)
                        || byIdentity.get(object) != i
                        || !set.contains(object)) {
                    wrong++;
                }
                if (!(object instanceof String) && byHash.get(object) != i) {
                    wrong++;
                }
            }
            say(round, wrong, blocks.size());
        }
        say(new HashSet<>(hashes).size() > 1000);
    }
}
