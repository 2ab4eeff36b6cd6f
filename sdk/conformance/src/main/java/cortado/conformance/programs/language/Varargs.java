package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

import java.util.Arrays;
import java.util.List;

/** Variable arity: which method is chosen, what arrives. */
final class Varargs {
    private static String f(int... values) {
        return "ints" + Arrays.toString(values);
    }

    private static String f(Integer a, Object... rest) {
        return "boxed " + a + Arrays.toString(rest);
    }

    private static String g(Object o) {
        return "object " + o;
    }

    private static String g(Object... all) {
        return "objects " + (all == null ? "null" : all.length);
    }

    private static String g(String s, String... more) {
        return "strings " + s + more.length;
    }

    private static String h(long x) {
        return "long";
    }

    private static String h(Integer x) {
        return "Integer";
    }

    private static String h(int... x) {
        return "int...";
    }

    @SafeVarargs
    private static <T> int count(T... values) {
        return values.length;
    }

    static void main() {
        say(f(), f(new int[] {1, 2}), f(new int[0]), f(Integer.valueOf(5), "x"));
        say(g((Object) null), g((Object[]) null), g(1, 2), g(), g("a", "b", "c"), g(new Object[] {1, 2, 3}), g((Object)
                "one"));
        say(h(1), h(Integer.valueOf(1)), h(), h(1, 2), h('c'), h((short) 3));
        say(
                count(),
                count("a"),
                count(1, "b", 2.0),
                count((Object) new String[3]),
                count(new String[3]),
                count(List.of(1), List.of()));
        say(sum(), sum(1), sum(1, 2, 3), sum(new long[] {4, 5}));
    }

    private static long sum(long... values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
