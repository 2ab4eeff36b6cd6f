package cortado.conformance.programs.language;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Records: equality, hash codes, strings, compact constructors, statics, nesting, generics. */
final class Records {
    private record Empty() {}

    private record All(boolean z, byte b, short s, char c, int i, long l, float f, double d, String t) {}

    private record Range(int low, int high) implements Comparable<Range> {
        static int made;

        Range {
            if (low > high) {
                throw new IllegalArgumentException(low + " > " + high);
            }
            made++;
        }

        Range(int single) {
            this(single, single);
        }

        static Range of(int... values) {
            return new Range(values[0], values[values.length - 1]);
        }

        int length() {
            return high - low;
        }

        @Override
        public int compareTo(Range other) {
            return Integer.compare(length(), other.length());
        }
    }

    private record Named<T>(String name, T value, int... rest) {
        @Override
        public String name() {
            return "<" + name + ">";
        }
    }

    static void main() {
        say(new Empty(), new Empty().equals(new Empty()), new Empty().hashCode());
        All a = new All(true, (byte) 1, (short) 2, 'c', 4, 5L, 6.5f, 7.25, "t");
        All b = new All(true, (byte) 1, (short) 2, 'c', 4, 5L, 6.5f, 7.25, "t");
        say(a);
        say(a.equals(b), a == b, a.hashCode() == b.hashCode(), a.equals(null), a.equals("x"), a.z(), a.c(), a.f());
        say(new All(false, (byte) 0, (short) 0, 'x', 0, 0, Float.NaN, -0.0, null));
        say(new All(false, (byte) 0, (short) 0, 'x', 0, 0, Float.NaN, 0.0, null)
                .equals(new All(false, (byte) 0, (short) 0, 'x', 0, 0, Float.NaN, -0.0, null)));
        attempt("range", () -> new Range(3, 1));
        say(
                new Range(4),
                Range.of(1, 5, 9),
                Range.made,
                new Range(1, 3).compareTo(new Range(5)),
                new Range(1, 2).hashCode());
        Set<Range> set = new HashSet<>(List.of(new Range(1, 2), new Range(3, 4)));
        say(set.contains(new Range(1, 2)), set.contains(new Range(2, 3)), set.size());
        Named<List<String>> named = new Named<>("n", List.of("x"), 1, 2);
        say(
                named.name(),
                named.value(),
                named.rest().length,
                named.toString().startsWith("Named[name=n, value=[x], rest=[I@"));
        record Local(int x) {}
        say(new Local(3), new Local(3).equals(new Local(3)), new Local(7).hashCode());
    }
}
