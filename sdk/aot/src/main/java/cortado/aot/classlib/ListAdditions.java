package cortado.aot.classlib;

import java.util.Collection;
import java.util.List;

/** For {@link List}. */
final class ListAdditions {
    private ListAdditions() {}

    @All
    public static <E> List<E> of(E[] elements) {
        return ImmutableList.over(elements.clone());
    }

    public static <E> List<E> copyOf(Collection<? extends E> elements) {
        return ImmutableList.copyOf(elements);
    }
}
