package cortado.aot.classlib;

import java.util.Iterator;

/** For {@link Iterator}, where the compiler's class library has an abstract method. */
final class IteratorAdditions {
    private IteratorAdditions() {}

    @Member
    @SuppressWarnings({"unused", "DoNotCallSuggester"})
    public static void remove(Iterator<?> self) {
        throw new UnsupportedOperationException("remove");
    }
}
