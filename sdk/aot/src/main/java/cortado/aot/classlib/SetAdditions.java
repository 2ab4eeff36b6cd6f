package cortado.aot.classlib;

import java.util.Collection;
import java.util.Set;

/** For {@link Set}. */
final class SetAdditions {
    private SetAdditions() {}

    @All
    public static <E> Set<E> of(E[] elements) {
        return ImmutableSet.of(elements);
    }

    public static <E> Set<E> copyOf(Collection<? extends E> elements) {
        return ImmutableSet.copyOf(elements);
    }
}
