package cortado.conformance.programs.memory;

import static cortado.conformance.Say.attemptTo;
import static cortado.conformance.Say.say;

import java.util.Arrays;

/** System.arraycopy and clone: overlaps, types and failures. */
final class ArrayCopies {
    static void main() {
        int[] a = {0, 1, 2, 3, 4, 5, 6, 7};
        System.arraycopy(a, 0, a, 2, 5);
        say(Arrays.toString(a));
        System.arraycopy(a, 3, a, 1, 4);
        System.arraycopy(a, 8, a, 0, 0);
        say(Arrays.toString(a));
        String[] strings = {"a", "b", "c", "d"};
        System.arraycopy(strings, 1, strings, 0, 3);
        Object[] objects = new Object[4];
        System.arraycopy(strings, 0, objects, 0, 4);
        System.arraycopy(objects, 1, strings, 0, 2);
        say(Arrays.toString(strings), Arrays.toString(objects));
        attemptTo("source before", () -> System.arraycopy(a, -1, a, 0, 1));
        attemptTo("source after", () -> System.arraycopy(a, 7, a, 0, 2));
        attemptTo("target before", () -> System.arraycopy(a, 0, a, -1, 1));
        attemptTo("target after", () -> System.arraycopy(a, 0, a, 7, 2));
        attemptTo("length", () -> System.arraycopy(a, 0, a, 0, -1));
        attemptTo("overflow", () -> System.arraycopy(a, Integer.MAX_VALUE, a, 1, Integer.MAX_VALUE));
        attemptTo("null source", () -> System.arraycopy(null, 0, a, 0, 1));
        attemptTo("null target", () -> System.arraycopy(a, 0, null, 0, 1));
        attemptTo("kinds", () -> System.arraycopy(a, 0, new long[8], 0, 1));
        attemptTo("object kinds", () -> System.arraycopy(a, 0, objects, 0, 1));
        attemptTo("no array", () -> System.arraycopy("text", 0, objects, 0, 1));
        attemptTo("no target array", () -> System.arraycopy(objects, 0, "text", 0, 1));
        Object[] mixed = {"x", "y", 3, "z"};
        String[] target = new String[4];
        attemptTo("element type", () -> System.arraycopy(mixed, 0, target, 0, 4));
        say(Arrays.toString(target));
        int[] copy = a.clone();
        copy[0] = 99;
        int[][] nested = {{1}, {2}};
        int[][] shallow = nested.clone();
        shallow[0][0] = 42;
        shallow[1] = null;
        say(
                a[0],
                copy[0],
                nested[0][0],
                nested[1][0],
                copy.getClass() == a.getClass(),
                new String[] {"q"}.clone()[0],
                new long[0].clone().length);
        byte[] bytes = new byte[300];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        for (int shift = 0; shift < 9; shift++) {
            System.arraycopy(bytes, shift, bytes, 10 + shift * 2, 200 + shift);
        }
        say(Arrays.hashCode(bytes));
    }
}
