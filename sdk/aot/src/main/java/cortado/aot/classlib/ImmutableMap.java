package cortado.aot.classlib;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What {@link Map#of} returns: holds no null, and refuses to look for one. */
final class ImmutableMap<K, V> extends AbstractMap<K, V> {
    private final FixedTable keys;
    private final Object[] values;

    private ImmutableMap(int most) {
        keys = new FixedTable(most);
        values = new Object[most];
    }

    private void add(K key, V value) {
        if (!keys.add(Objects.requireNonNull(key))) {
            throw new IllegalArgumentException("duplicate key: " + key);
        }
        values[keys.size() - 1] = Objects.requireNonNull(value);
    }

    /** Keys and values by turns. */
    @SuppressWarnings("unchecked")
    static <K, V> Map<K, V> of(Object[] pairs) {
        ImmutableMap<K, V> map = new ImmutableMap<>(pairs.length / 2);
        for (int i = 0; i < pairs.length; i += 2) {
            map.add((K) pairs[i], (V) pairs[i + 1]);
        }
        return map;
    }

    static <K, V> Map<K, V> ofEntries(Map.Entry<? extends K, ? extends V>[] entries) {
        ImmutableMap<K, V> map = new ImmutableMap<>(entries.length);
        for (Map.Entry<? extends K, ? extends V> entry : entries) {
            map.add(entry.getKey(), entry.getValue());
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> original) {
        if (original instanceof ImmutableMap) {
            return (Map<K, V>) original;
        }
        ImmutableMap<K, V> map = new ImmutableMap<>(original.size());
        for (Map.Entry<? extends K, ? extends V> entry : original.entrySet()) {
            map.add(entry.getKey(), entry.getValue());
        }
        return map;
    }

    @Override
    public int size() {
        return keys.size();
    }

    @Override
    @SuppressWarnings("unchecked")
    public V get(Object key) {
        int index = keys.indexOf(Objects.requireNonNull(key));
        return index < 0 ? null : (V) values[index];
    }

    @Override
    public V getOrDefault(Object key, V otherwise) {
        V value = get(key);
        return value == null ? otherwise : value;
    }

    @Override
    public boolean containsKey(Object key) {
        return keys.indexOf(Objects.requireNonNull(key)) >= 0;
    }

    @Override
    public boolean containsValue(Object value) {
        return super.containsValue(Objects.requireNonNull(value));
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.size();
            }

            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return new Entries();
            }

            @Override
            public void clear() {
                throw refuse();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<K, V>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < keys.size();
        }

        @Override
        @SuppressWarnings("unchecked")
        public Map.Entry<K, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int index = at++;
            return Map.entry((K) keys.get(index), (V) values[index]);
        }
    }

    private static UnsupportedOperationException refuse() {
        return new UnsupportedOperationException();
    }

    @Override
    public V put(K key, V value) {
        throw refuse();
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> more) {
        throw refuse();
    }

    @Override
    public V putIfAbsent(K key, V value) {
        throw refuse();
    }

    @Override
    public V remove(Object key) {
        throw refuse();
    }

    @Override
    public boolean remove(Object key, Object value) {
        throw refuse();
    }

    @Override
    public V replace(K key, V value) {
        throw refuse();
    }

    @Override
    public boolean replace(K key, V old, V value) {
        throw refuse();
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> operator) {
        throw refuse();
    }

    @Override
    public void clear() {
        throw refuse();
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> operator) {
        throw refuse();
    }

    @Override
    public V computeIfAbsent(K key, Function<? super K, ? extends V> maker) {
        throw refuse();
    }

    @Override
    public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> operator) {
        throw refuse();
    }

    @Override
    public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> operator) {
        throw refuse();
    }
}
