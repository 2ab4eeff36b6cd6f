package cortado.conformance.programs.functional;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Optional and its primitive kin. */
final class Optionals {
    static void main() {
        for (Optional<String> o : List.of(
                Optional.of("value"), Optional.<String>empty(), Optional.<String>ofNullable(null), Optional.of(""))) {
            say(
                    o,
                    o.isPresent(),
                    o.isEmpty(),
                    o.orElse("else"),
                    o.orElseGet(() -> "made"),
                    o.map(String::length),
                    o.filter(s -> s.length() > 2));
            say(
                    o.flatMap(s -> s.isEmpty() ? Optional.empty() : Optional.of(s.charAt(0))),
                    o.or(() -> Optional.of("or")),
                    o.stream().count(),
                    o.hashCode());
            o.ifPresent(s -> say("present", s.length()));
            o.ifPresentOrElse(s -> say("yes"), () -> say("no"));
            attempt("get", o::get);
            attempt("throw", () -> o.orElseThrow(() -> new IllegalStateException("none")));
        }
        say(
                Optional.of(1).equals(Optional.of(1)),
                Optional.empty().equals(Optional.empty()),
                Optional.of("a").map(s -> null));
        say(
                OptionalInt.of(3),
                OptionalInt.empty(),
                OptionalInt.of(3).getAsInt(),
                OptionalInt.empty().orElse(9),
                OptionalLong.of(1L << 40),
                OptionalDouble.of(1.5),
                OptionalDouble.empty().isPresent());
        attempt("int", () -> OptionalInt.empty().getAsInt());
        attempt("of null", () -> Optional.of(null));
    }
}
