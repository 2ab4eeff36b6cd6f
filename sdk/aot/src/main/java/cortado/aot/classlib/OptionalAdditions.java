package cortado.aot.classlib;

import java.util.Optional;

/** For {@link Optional}. */
final class OptionalAdditions {
    private OptionalAdditions() {}

    @Member
    public static String toString(Optional<?> self) {
        return self.isPresent() ? "Optional[" + self.get() + "]" : "Optional.empty";
    }
}
