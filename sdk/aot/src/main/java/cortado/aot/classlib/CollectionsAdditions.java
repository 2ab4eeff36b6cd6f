package cortado.aot.classlib;

import java.util.Collections;

/** For {@link Collections}. */
final class CollectionsAdditions {
    private CollectionsAdditions() {}

    @Says
    @SuppressWarnings("unused")
    public static String nCopies(int count, Object element) {
        return "List length = " + count;
    }
}
