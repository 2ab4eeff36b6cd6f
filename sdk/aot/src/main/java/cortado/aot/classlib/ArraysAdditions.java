package cortado.aot.classlib;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;

/** For {@link Arrays}. */
@SuppressWarnings("unused")
final class ArraysAdditions {
    private ArraysAdditions() {}

    public static int compare(int[] a, int[] b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        int at = Arrays.mismatch(a, b);
        return at < 0 ? 0 : at < Math.min(a.length, b.length) ? Integer.compare(a[at], b[at]) : a.length - b.length;
    }

    public static int compare(long[] a, long[] b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        int at = Arrays.mismatch(a, b);
        return at < 0 ? 0 : at < Math.min(a.length, b.length) ? Long.compare(a[at], b[at]) : a.length - b.length;
    }

    public static int compare(byte[] a, byte[] b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        int at = Arrays.mismatch(a, b);
        return at < 0 ? 0 : at < Math.min(a.length, b.length) ? Byte.compare(a[at], b[at]) : a.length - b.length;
    }

    public static int mismatch(int[] a, int[] b) {
        int shared = Math.min(a.length, b.length);
        for (int i = 0; i < shared; i++) {
            if (a[i] != b[i]) {
                return i;
            }
        }
        return a.length == b.length ? -1 : shared;
    }

    public static int mismatch(long[] a, long[] b) {
        int shared = Math.min(a.length, b.length);
        for (int i = 0; i < shared; i++) {
            if (a[i] != b[i]) {
                return i;
            }
        }
        return a.length == b.length ? -1 : shared;
    }

    public static int mismatch(byte[] a, byte[] b) {
        int shared = Math.min(a.length, b.length);
        for (int i = 0; i < shared; i++) {
            if (a[i] != b[i]) {
                return i;
            }
        }
        return a.length == b.length ? -1 : shared;
    }

    public static boolean equals(int[] a, int fromA, int toA, int[] b, int fromB, int toB) {
        return Arrays.equals(range(a, fromA, toA), range(b, fromB, toB));
    }

    public static boolean equals(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        checkRange(a.length, fromA, toA);
        checkRange(b.length, fromB, toB);
        return Arrays.equals(Arrays.copyOfRange(a, fromA, toA), Arrays.copyOfRange(b, fromB, toB));
    }

    @Says
    public static String checkCopyOfRange(int length, int from, int to) {
        return from < 0
                ? "arraycopy: source index " + from + " out of bounds for array[" + length + "]"
                : "arraycopy: length " + (length - from) + " is negative";
    }

    /** Called first by every method that takes a part of one array. */
    static void checkRange(Object array, int from, int to) {
        checkRange(Array.getLength(array), from, to);
    }

    private static int[] range(int[] array, int from, int to) {
        checkRange(array.length, from, to);
        return Arrays.copyOfRange(array, from, to);
    }

    private static void checkRange(int length, int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        if (from < 0 || to > length) {
            throw new ArrayIndexOutOfBoundsException("Array index out of range: " + (from < 0 ? from : to));
        }
    }

    public static void parallelPrefix(int[] array, IntBinaryOperator operator) {
        for (int i = 1; i < array.length; i++) {
            array[i] = operator.applyAsInt(array[i - 1], array[i]);
        }
    }

    public static void parallelPrefix(long[] array, LongBinaryOperator operator) {
        for (int i = 1; i < array.length; i++) {
            array[i] = operator.applyAsLong(array[i - 1], array[i]);
        }
    }

    public static void parallelPrefix(double[] array, DoubleBinaryOperator operator) {
        for (int i = 1; i < array.length; i++) {
            array[i] = operator.applyAsDouble(array[i - 1], array[i]);
        }
    }

    public static <T> void parallelPrefix(T[] array, BinaryOperator<T> operator) {
        for (int i = 1; i < array.length; i++) {
            array[i] = operator.apply(array[i - 1], array[i]);
        }
    }
}
