package cortado.aot.classlib;

import java.util.stream.Stream;

/** For {@link Stream}. */
final class StreamAdditions {
    private StreamAdditions() {}

    public static <T> Stream<T> ofNullable(T element) {
        return element == null ? Stream.empty() : Stream.of(element);
    }
}
