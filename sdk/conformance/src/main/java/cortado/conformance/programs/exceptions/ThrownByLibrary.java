package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.attemptTo;

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
        attempt("valueOf", () -> Colour.valueOf("BLUE"));
        attempt("valueOf null", () -> Colour.valueOf(null));
        attempt("requireNonNull", () -> Objects.requireNonNull(null));
        attempt("requireNonNull message", () -> Objects.requireNonNull(null, "the thing"));
        attempt("requireNonNull supplier", () -> Objects.requireNonNull(null, () -> "made"));
        attempt("requireNonNullElse", () -> Objects.requireNonNullElse(null, null));
        attempt("checkIndex", () -> Objects.checkIndex(5, 5));
        attempt("checkIndex negative", () -> Objects.checkIndex(-1, 5));
        attempt("checkFromToIndex", () -> Objects.checkFromToIndex(3, 2, 5));
        attempt("checkFromIndexSize", () -> Objects.checkFromIndexSize(3, 3, 5));
        attempt("Optional.of", () -> Optional.of(null));
        attempt("orElseThrow", () -> Optional.empty().orElseThrow(() -> new IllegalStateException("empty")));
        attempt("tokens", () -> new StringTokenizer("").nextToken());
        attempt("joiner", () -> new StringJoiner(null));
        attempt("copyOfRange", () -> Arrays.copyOfRange(new int[3], 2, 1));
        attempt("copyOfRange start", () -> Arrays.copyOfRange(new int[3], 4, 5));
        attemptTo("sort range", () -> Arrays.sort(new int[3], 2, 1));
        attemptTo("sort range end", () -> Arrays.sort(new int[3], 0, 4));
        attemptTo("fill range", () -> Arrays.fill(new long[3], -1, 2, 0L));
        attempt("asList null", () -> Arrays.asList((Object[]) null));
        attemptTo("EnumMap null", () -> new EnumMap<Colour, String>(Colour.class).put(null, ""));
        attempt("iterator remove", () -> {
            Iterator<String> iterator = List.of("a").iterator();
            iterator.next();
            iterator.remove();
            return "";
        });
        attempt("sort immutable", () -> {
            Collections.sort(List.of(2, 1));
            return "";
        });
        attempt("code point", () -> Character.toChars(0x110000));
        attempt("toString code point", () -> Character.toString(-1));
        attempt("String of code points", () -> new String(new int[] {0x110000}, 0, 1));
        attempt("compareTo null", () -> "a".compareTo(null));
        attempt("contains null", () -> "a".contains(null));
        attempt("concat null", () -> "a".concat(null));
        attempt("join null", () -> String.join(null, "a", "b"));
        attempt("clamp", () -> Math.clamp(5L, 10, 1));
        attempt("bad comparator", () -> Collections.max(Arrays.asList("a", null)));
    }
}
