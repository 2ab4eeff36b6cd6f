package cortado.aot.classlib;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** For {@link Collectors}. */
final class CollectorsAdditions {
    private CollectorsAdditions() {}

    public static <E, K, V> Collector<E, ?, Map<K, V>> toMap(
            Function<? super E, ? extends K> keys, Function<? super E, ? extends V> values) {
        return Collector.of(
                HashMap::new,
                (map, element) -> put(map, keys.apply(element), Objects.requireNonNull(values.apply(element))),
                (all, more) -> {
                    more.forEach((key, value) -> put(all, key, value));
                    return all;
                },
                Collector.Characteristics.IDENTITY_FINISH);
    }

    private static <K, V> void put(Map<K, V> map, K key, V value) {
        V first = map.putIfAbsent(key, value);
        if (first != null) {
            throw new IllegalStateException(
                    "Duplicate key " + key + " (attempted merging values " + first + " and " + value + ")");
        }
    }
}
