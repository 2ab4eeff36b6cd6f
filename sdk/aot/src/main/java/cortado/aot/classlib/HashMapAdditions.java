package cortado.aot.classlib;

import java.util.HashMap;
import java.util.Map;

/** For {@link HashMap}. */
final class HashMapAdditions {
    private HashMapAdditions() {}

    @Says(constructor = true)
    @SuppressWarnings("unused")
    public static String ofCapacity(Map<?, ?> self, int capacity, float loadFactor) {
        return capacity < 0 ? "Illegal initial capacity: " + capacity : "Illegal load factor: " + loadFactor;
    }
}
