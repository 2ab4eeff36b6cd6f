package cortado.aot.classlib;

import java.util.OptionalInt;

/** For {@link OptionalInt}. */
final class OptionalIntAdditions {
    private OptionalIntAdditions() {}

    @Member
    public static String toString(OptionalInt self) {
        return self.isPresent() ? "OptionalInt[" + self.getAsInt() + "]" : "OptionalInt.empty";
    }
}
