package cortado.aot.classlib;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** For {@link System}. */
final class SystemAdditions {
    private SystemAdditions() {}

    @Import(name = "cortado_move_items")
    @Unmanaged
    private static native void move(Object from, int at, Object to, int target, int count);

    public static void arraycopy(Object from, int at, Object to, int target, int count) {
        Class<?> source = from.getClass().getComponentType();
        Class<?> destination = to.getClass().getComponentType();
        if (source == null || destination == null) {
            throw new ArrayStoreException();
        }
        boolean plain = source == destination;
        if (!plain && (source.isPrimitive() || destination.isPrimitive())) {
            throw new ArrayStoreException();
        }
        int fromLength = java.lang.reflect.Array.getLength(from);
        int toLength = java.lang.reflect.Array.getLength(to);
        if ((at | target | count) < 0 || count > fromLength - at || count > toLength - target) {
            throw new ArrayIndexOutOfBoundsException();
        }
        int fitting = plain || destination.isAssignableFrom(source)
                ? count
                : fitting((Object[]) from, at, count, destination);
        move(from, at, to, target, fitting);
        if (fitting < count) {
            throw new ArrayStoreException();
        }
    }

    /** The compiler calls this instead where it knows the arrays' types; the ranges are as unknown as ever. */
    public static void fastArraycopy(Object from, int at, Object to, int target, int count) {
        arraycopy(from, at, to, target, count);
    }

    public static String getProperty(String key) {
        if (key == null) {
            throw new NullPointerException("key can't be null");
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key can't be empty");
        }
        return key.equals("line.separator") ? "\n" : null;
    }

    public static String getProperty(String key, String otherwise) {
        String value = getProperty(key);
        return value == null ? otherwise : value;
    }

    public static String lineSeparator() {
        return "\n";
    }

    /** How many elements from the first on may be stored in an array of the class. */
    private static int fitting(Object[] from, int at, int count, Class<?> item) {
        for (int i = 0; i < count; i++) {
            if (from[at + i] != null && !item.isInstance(from[at + i])) {
                return i;
            }
        }
        return count;
    }
}
