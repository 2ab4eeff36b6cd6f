package cortado.aot.classlib;

import java.util.OptionalDouble;

/** For {@link OptionalDouble}. */
final class OptionalDoubleAdditions {
    private OptionalDoubleAdditions() {}

    @Member
    public static String toString(OptionalDouble self) {
        return self.isPresent() ? "OptionalDouble[" + self.getAsDouble() + "]" : "OptionalDouble.empty";
    }
}
