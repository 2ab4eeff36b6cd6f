package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.outcome;
import static cortado.conformance.Say.outcomeOf;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.StringTokenizer;

/** Exceptions that library methods promise. */
final class ThrownByLibrary {
    private enum Colour {
        RED,
        GREEN
    }

    static void main() {
        outcome("valueOf", () -> Colour.valueOf("BLUE"));
        outcome("valueOf null", () -> Colour.valueOf(null));
        outcome("requireNonNull", () -> Objects.requireNonNull(null));
        outcome("requireNonNull message", () -> Objects.requireNonNull(null, "the thing"));
        outcome("requireNonNull supplier", () -> Objects.requireNonNull(null, () -> "made"));
        outcome("requireNonNullElse", () -> Objects.requireNonNullElse(null, null));
        outcome("checkIndex", () -> Objects.checkIndex(5, 5));
        outcome("checkIndex negative", () -> Objects.checkIndex(-1, 5));
        outcome("checkFromToIndex", () -> Objects.checkFromToIndex(3, 2, 5));
        outcome("checkFromIndexSize", () -> Objects.checkFromIndexSize(3, 3, 5));
        outcome("Optional.of", () -> Optional.of(null));
        outcome("orElseThrow", () -> Optional.empty().orElseThrow(() -> new IllegalStateException("empty")));
        outcome("tokens", () -> new StringTokenizer("").nextToken());
        outcome("joiner", () -> new StringJoiner(null));
        outcome("copyOfRange", () -> Arrays.copyOfRange(new int[3], 2, 1));
        outcome("copyOfRange start", () -> Arrays.copyOfRange(new int[3], 4, 5));
        outcomeOf("sort range", () -> Arrays.sort(new int[3], 2, 1));
        outcomeOf("sort range end", () -> Arrays.sort(new int[3], 0, 4));
        outcomeOf("fill range", () -> Arrays.fill(new long[3], -1, 2, 0L));
        outcome("asList null", () -> Arrays.asList((Object[]) null));
        outcomeOf("EnumMap null", () -> new EnumMap<Colour, String>(Colour.class).put(null, ""));
        outcome("iterator remove", () -> {
            Iterator<String> iterator = List.of("a").iterator();
            iterator.next();
            iterator.remove();
            return "";
        });
        outcome("sort immutable", () -> {
            Collections.sort(List.of(2, 1));
            return "";
        });
        outcome("code point", () -> Character.toChars(0x110000));
        outcome("toString code point", () -> Character.toString(-1));
        outcome("String of code points", () -> new String(new int[] {0x110000}, 0, 1));
        outcome("compareTo null", () -> "a".compareTo(null));
        outcome("contains null", () -> "a".contains(null));
        outcome("concat null", () -> "a".concat(null));
        outcome("join null", () -> String.join(null, "a", "b"));
        outcome("clamp", () -> Math.clamp(5L, 10, 1));
        outcome("bad comparator", () -> Collections.max(Arrays.asList("a", null)));
    }
}
