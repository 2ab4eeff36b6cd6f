package cortado.aot.classlib;

import java.util.OptionalLong;

/** For {@link OptionalLong}. */
final class OptionalLongAdditions {
    private OptionalLongAdditions() {}

    @Member
    public static String toString(OptionalLong self) {
        return self.isPresent() ? "OptionalLong[" + self.getAsLong() + "]" : "OptionalLong.empty";
    }
}
