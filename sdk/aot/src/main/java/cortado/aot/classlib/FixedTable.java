package cortado.aot.classlib;

import java.util.Arrays;

/** Finds each of some objects again by its hash; built once. */
final class FixedTable {
    private final Object[] objects;
    private final int[] slots;
    private int count;

    FixedTable(int most) {
        objects = new Object[most];
        slots = new int[Integer.highestOneBit(Math.max(most, 1)) * 4];
        Arrays.fill(slots, -1);
    }

    /** Takes one more; false if an equal one is there. */
    boolean add(Object object) {
        int slot = slot(object);
        if (slots[slot] >= 0) {
            return false;
        }
        slots[slot] = count;
        objects[count++] = object;
        return true;
    }

    /** When the object was added, counted from 0; negative if it never was. */
    int indexOf(Object object) {
        return slots[slot(object)];
    }

    /** Where the object is or belongs. */
    private int slot(Object object) {
        int hash = object.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        while (slots[slot] >= 0 && !object.equals(objects[slots[slot]])) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    Object get(int index) {
        return objects[index];
    }

    int size() {
        return count;
    }
}
