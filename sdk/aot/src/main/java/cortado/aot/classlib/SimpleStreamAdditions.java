package cortado.aot.classlib;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** For the class behind {@link Stream}, which forgot what it had seen whenever it was asked for one more element. */
final class SimpleStreamAdditions {
    private SimpleStreamAdditions() {}

    @Member
    public static <T> Stream<T> distinct(Stream<T> self) {
        Set<T> seen = new HashSet<>();
        return self.filter(seen::add);
    }
}
