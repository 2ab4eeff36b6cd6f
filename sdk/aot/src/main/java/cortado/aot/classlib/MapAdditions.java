package cortado.aot.classlib;

import java.util.Map;

/** For {@link Map}. */
final class MapAdditions {
    private MapAdditions() {}

    @All
    public static <K, V> Map<K, V> of(Object[] keysAndValues) {
        return ImmutableMap.of(keysAndValues);
    }

    public static <K, V> Map<K, V> ofEntries(Map.Entry<? extends K, ? extends V>[] entries) {
        return ImmutableMap.ofEntries(entries);
    }

    public static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> original) {
        return ImmutableMap.copyOf(original);
    }
}
