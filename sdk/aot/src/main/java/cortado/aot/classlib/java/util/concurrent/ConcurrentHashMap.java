package cortado.aot.classlib.java.util.concurrent;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A map that may change while somebody walks over it. Its nodes are chained in the order in which they came; one that
 * was removed keeps its link to the next, so that who stands on it finds on.
 */
@SuppressWarnings("this-escape")
public class ConcurrentHashMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V>, Serializable {
    private static final long serialVersionUID = 1;

    private static final class Node<K, V> {
        private final K key;
        private V value;
        private Node<K, V> previous;
        private Node<K, V> next;
        private boolean removed;

        Node(K key, V value) {
            this.key = key;
            this.value = value;
        }
    }

    private final transient HashMap<K, Node<K, V>> nodes;
    private transient Node<K, V> first;
    private transient Node<K, V> last;

    public ConcurrentHashMap() {
        nodes = new HashMap<>();
    }

    public ConcurrentHashMap(int capacity) {
        this(capacity, 0.75f);
    }

    public ConcurrentHashMap(int capacity, float loadFactor) {
        this(capacity, loadFactor, 1);
    }

    public ConcurrentHashMap(int capacity, float loadFactor, int writers) {
        if (capacity < 0 || !(loadFactor > 0) || writers <= 0) {
            throw new IllegalArgumentException();
        }
        nodes = new HashMap<>(capacity);
    }

    public ConcurrentHashMap(Map<? extends K, ? extends V> original) {
        this();
        putAll(original);
    }

    /** A set that may change while somebody walks over it. */
    public static <T> Set<T> newSet() {
        return Collections.newSetFromMap(new ConcurrentHashMap<>());
    }

    private void append(K key, V value) {
        Node<K, V> node = new Node<>(key, value);
        nodes.put(key, node);
        node.previous = last;
        if (last == null) {
            first = node;
        } else {
            last.next = node;
        }
        last = node;
    }

    private void unlink(Node<K, V> node) {
        nodes.remove(node.key);
        node.removed = true;
        if (node.previous == null) {
            first = node.next;
        } else {
            node.previous.next = node.next;
        }
        if (node.next == null) {
            last = node.previous;
        } else {
            node.next.previous = node.previous;
        }
    }

    private Node<K, V> node(Object key) {
        return nodes.get(Objects.requireNonNull(key));
    }

    @Override
    public int size() {
        return nodes.size();
    }

    /** As {@link #size}, for maps of any size. */
    public long mappingCount() {
        return nodes.size();
    }

    @Override
    public V get(Object key) {
        Node<K, V> node = node(key);
        return node == null ? null : node.value;
    }

    @Override
    public V getOrDefault(Object key, V otherwise) {
        Node<K, V> node = node(key);
        return node == null ? otherwise : node.value;
    }

    @Override
    public boolean containsKey(Object key) {
        return node(key) != null;
    }

    @Override
    public boolean containsValue(Object value) {
        return super.containsValue(Objects.requireNonNull(value));
    }

    /** The old name of {@link #containsValue}. */
    public boolean contains(Object value) {
        return containsValue(value);
    }

    @Override
    public V put(K key, V value) {
        Objects.requireNonNull(value);
        Node<K, V> node = node(key);
        if (node == null) {
            append(key, value);
            return null;
        }
        V old = node.value;
        node.value = value;
        return old;
    }

    @Override
    public V putIfAbsent(K key, V value) {
        Objects.requireNonNull(value);
        V present = get(key);
        return present == null ? put(key, value) : present;
    }

    @Override
    public V remove(Object key) {
        Node<K, V> node = node(key);
        if (node == null) {
            return null;
        }
        unlink(node);
        return node.value;
    }

    @Override
    public boolean remove(Object key, Object value) {
        Node<K, V> node = node(key);
        if (node == null || !node.value.equals(value)) {
            return false;
        }
        unlink(node);
        return true;
    }

    @Override
    public V replace(K key, V value) {
        Objects.requireNonNull(value);
        return containsKey(key) ? put(key, value) : null;
    }

    @Override
    public boolean replace(K key, V old, V value) {
        Objects.requireNonNull(old);
        Objects.requireNonNull(value);
        Node<K, V> node = node(key);
        if (node == null || !node.value.equals(old)) {
            return false;
        }
        node.value = value;
        return true;
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        return set(key, function.apply(key, get(key)));
    }

    @Override
    public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        V present = get(key);
        return present == null ? set(key, function.apply(key)) : present;
    }

    @Override
    public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        V present = get(key);
        return present == null ? null : set(key, function.apply(key, present));
    }

    @Override
    public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        Objects.requireNonNull(value);
        V present = get(key);
        return set(key, present == null ? value : function.apply(present, value));
    }

    /** Null removes. */
    private V set(K key, V value) {
        if (value == null) {
            remove(key);
        } else {
            put(key, value);
        }
        return value;
    }

    @Override
    public void clear() {
        while (first != null) {
            unlink(first);
        }
    }

    /** The keys, in the old way of walking. */
    public Enumeration<K> keys() {
        return Collections.enumeration(keySet());
    }

    /** The values, in the old way of walking. */
    public Enumeration<V> elements() {
        return Collections.enumeration(values());
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return nodes.size();
            }

            @Override
            public void clear() {
                ConcurrentHashMap.this.clear();
            }

            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return new Walk();
            }
        };
    }

    private final class Walk implements Iterator<Map.Entry<K, V>> {
        private Node<K, V> following = first;
        private Node<K, V> given;

        @Override
        public boolean hasNext() {
            while (following != null && following.removed) {
                following = following.next;
            }
            return following != null;
        }

        @Override
        public Map.Entry<K, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            given = following;
            following = following.next;
            return new Written(given.key, given.value);
        }

        @Override
        public void remove() {
            if (given == null) {
                throw new IllegalStateException();
            }
            if (!given.removed) {
                unlink(given);
            }
            given = null;
        }
    }

    /** What was there when it was read; what is set also goes into the map. */
    private final class Written extends AbstractMap.SimpleEntry<K, V> {
        private static final long serialVersionUID = 1;

        Written(K key, V value) {
            super(key, value);
        }

        @Override
        public V setValue(V value) {
            put(getKey(), Objects.requireNonNull(value));
            return super.setValue(value);
        }
    }
}
