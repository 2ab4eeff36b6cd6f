package cortado.conformance.programs.library;

import static cortado.conformance.Say.say;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Hash codes that the specification fixes. */
final class Hashing {
    private enum Fixed {
        A
    }

    private record Pair(int a, String b) {}

    static void main() {
        say(
                "".hashCode(),
                "a".hashCode(),
                "The quick brown fox".hashCode(),
                "é€😀".hashCode(),
                "aaaaaaaaaaaaaaaaaaaaaaaaaaa".hashCode());
        say(
                Integer.valueOf(-5).hashCode(),
                Long.valueOf(-5).hashCode(),
                Double.valueOf(3.14).hashCode(),
                Float.valueOf(2.5f).hashCode(),
                Character.valueOf('x').hashCode(),
                Boolean.FALSE.hashCode(),
                Byte.valueOf((byte) -1).hashCode());
        say(
                List.of(1, 2, 3).hashCode(),
                Set.of(1, 2, 3).hashCode(),
                Map.of("a", 1, "b", 2).hashCode(),
                List.of().hashCode(),
                Arrays.asList(null, 1).hashCode());
        say(
                Objects.hash("a", 1, null),
                Arrays.hashCode(new int[] {1, 2}),
                Arrays.hashCode(new byte[] {-1}),
                Arrays.hashCode(new boolean[] {true}),
                Arrays.hashCode(new double[] {0.5}),
                Arrays.hashCode(new char[] {'c'}));
        say(
                new Pair(1, "x").hashCode() == new Pair(1, "x").hashCode(),
                Fixed.A.hashCode() == Fixed.A.hashCode(),
                new StringBuilder("x").hashCode() == "x".hashCode());
        int fnv = 0x811c9dc5;
        long mixed = 17;
        for (char c : "hash me gently".toCharArray()) {
            fnv = (fnv ^ c) * 16777619;
            mixed = (mixed ^ c) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 29;
        }
        say(fnv, mixed);
    }
}
