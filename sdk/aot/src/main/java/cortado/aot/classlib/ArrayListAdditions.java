package cortado.aot.classlib;

import java.util.ArrayList;
import java.util.List;

/** For {@link ArrayList}. */
final class ArrayListAdditions {
    private ArrayListAdditions() {}

    @Says(constructor = true)
    @SuppressWarnings("unused")
    public static String ofCapacity(List<?> self, int capacity) {
        return "Illegal Capacity: " + capacity;
    }

    @Says
    public static String checkIndex(List<?> self, int index) {
        return Bounds.index(index, self.size());
    }

    @Says
    public static String checkIndexForAdd(List<?> self, int index) {
        return "Index: " + index + ", Size: " + self.size();
    }
}
