package cortado.aot.classlib;

import java.util.Objects;
import java.util.function.Supplier;

/** For {@link Objects}. */
final class ObjectsAdditions {
    private ObjectsAdditions() {}

    public static <T> T requireNonNull(T object) {
        if (object == null) {
            throw new NullPointerException();
        }
        return object;
    }

    public static <T> T requireNonNullElse(T object, T otherwise) {
        return object != null ? object : Objects.requireNonNull(otherwise, "defaultObj");
    }

    public static <T> T requireNonNullElseGet(T object, Supplier<? extends T> supplier) {
        if (object != null) {
            return object;
        }
        return Objects.requireNonNull(
                Objects.requireNonNull(supplier, "supplier").get(), "supplier.get()");
    }

    public static int checkIndex(int index, int length) {
        return (int) checkIndex((long) index, length);
    }

    public static long checkIndex(long index, long length) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(Bounds.index(index, length));
        }
        return index;
    }

    public static int checkFromToIndex(int from, int to, int length) {
        return (int) checkFromToIndex((long) from, to, length);
    }

    public static long checkFromToIndex(long from, long to, long length) {
        if (from < 0 || from > to || to > length) {
            throw new IndexOutOfBoundsException(Bounds.range(from, to, length));
        }
        return from;
    }

    public static int checkFromIndexSize(int from, int size, int length) {
        return (int) checkFromIndexSize((long) from, size, length);
    }

    public static long checkFromIndexSize(long from, long size, long length) {
        if (from < 0 || size < 0 || length < 0 || size > length - from) {
            throw new IndexOutOfBoundsException(Bounds.part(from, size, length));
        }
        return from;
    }
}
