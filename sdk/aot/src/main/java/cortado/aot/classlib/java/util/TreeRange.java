package cortado.aot.classlib.java.util;

import cortado.aot.classlib.SortedTree;
import cortado.aot.classlib.SortedTree.Node;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.SequencedCollection;
import java.util.SequencedSet;
import java.util.Set;

/** The keys of a tree between two bounds, forwards or backwards; without bounds, all of them. */
abstract class TreeRange<K, V> extends AbstractMap<K, V> implements NavigableMap<K, V> {
    /** Where a range ends. */
    record Bound<K>(K key, boolean inclusive) {}

    final SortedTree<K, V> tree;
    private final Bound<K> low;
    private final Bound<K> high;
    final boolean descending;

    TreeRange(SortedTree<K, V> tree, Bound<K> low, Bound<K> high, boolean descending) {
        this.tree = tree;
        this.low = low;
        this.high = high;
        this.descending = descending;
    }

    private static final class View<K, V> extends TreeRange<K, V> {
        View(SortedTree<K, V> tree, Bound<K> low, Bound<K> high, boolean descending) {
            super(tree, low, high, descending);
        }
    }

    private boolean isTooLow(Object key) {
        int side = low == null ? 1 : tree.compare(key, low.key());
        return side < 0 || (side == 0 && !low.inclusive());
    }

    private boolean isTooHigh(Object key) {
        int side = high == null ? -1 : tree.compare(key, high.key());
        return side > 0 || (side == 0 && !high.inclusive());
    }

    private boolean isInside(Object key) {
        return !isTooLow(key) && !isTooHigh(key);
    }

    private Node<K, V> inside(Node<K, V> node) {
        return node == null || !isInside(node.getKey()) ? null : node;
    }

    private Node<K, V> find(Object key) {
        return isInside(key) ? tree.find(key) : null;
    }

    /** The range's first node in its own direction, or its last; null if it is empty. */
    Node<K, V> end(boolean last) {
        if (last == descending) {
            return inside(low == null ? tree.end(false) : tree.near(low.key(), true, low.inclusive()));
        }
        return inside(high == null ? tree.end(true) : tree.near(high.key(), false, high.inclusive()));
    }

    /** The node after this one in the range's own direction; null after the last. */
    Node<K, V> next(Node<K, V> node) {
        return inside(SortedTree.next(node, descending));
    }

    /** The nearest node to a key, after or before it in the range's own direction. */
    private Node<K, V> near(K key, boolean after, boolean orEqual) {
        boolean above = after != descending;
        if (above ? isTooLow(key) : isTooHigh(key)) {
            return end(!after);
        }
        return inside(tree.near(key, above, orEqual));
    }

    private static <K> K key(Node<K, ?> node) {
        return node == null ? null : node.getKey();
    }

    private static <K, V> Map.Entry<K, V> copy(Node<K, V> node) {
        return node == null ? null : new AbstractMap.SimpleImmutableEntry<>(node);
    }

    @Override
    public int size() {
        if (low == null && high == null) {
            return tree.size();
        }
        int count = 0;
        for (Node<K, V> node = end(false); node != null; node = next(node)) {
            count++;
        }
        return count;
    }

    @Override
    public boolean isEmpty() {
        return end(false) == null;
    }

    @Override
    public boolean containsKey(Object key) {
        return find(key) != null;
    }

    @Override
    public V get(Object key) {
        Node<K, V> node = find(key);
        return node == null ? null : node.getValue();
    }

    @Override
    public V put(K key, V value) {
        if (!isInside(key)) {
            throw new IllegalArgumentException("key out of range");
        }
        return tree.put(key, value);
    }

    @Override
    public V remove(Object key) {
        Node<K, V> node = find(key);
        if (node == null) {
            return null;
        }
        tree.remove(node);
        return node.getValue();
    }

    @Override
    public void clear() {
        if (low == null && high == null) {
            tree.clear();
        } else {
            entrySet().clear();
        }
    }

    @Override
    public Comparator<? super K> comparator() {
        return descending ? Collections.reverseOrder(tree.order()) : tree.order();
    }

    private K existing(boolean last) {
        Node<K, V> node = end(last);
        if (node == null) {
            throw new NoSuchElementException();
        }
        return node.getKey();
    }

    @Override
    public K firstKey() {
        return existing(false);
    }

    @Override
    public K lastKey() {
        return existing(true);
    }

    @Override
    public Map.Entry<K, V> firstEntry() {
        return copy(end(false));
    }

    @Override
    public Map.Entry<K, V> lastEntry() {
        return copy(end(true));
    }

    private Map.Entry<K, V> poll(boolean last) {
        Node<K, V> node = end(last);
        if (node != null) {
            tree.remove(node);
        }
        return copy(node);
    }

    @Override
    public Map.Entry<K, V> pollFirstEntry() {
        return poll(false);
    }

    @Override
    public Map.Entry<K, V> pollLastEntry() {
        return poll(true);
    }

    @Override
    public Map.Entry<K, V> lowerEntry(K key) {
        return copy(near(key, false, false));
    }

    @Override
    public K lowerKey(K key) {
        return key(near(key, false, false));
    }

    @Override
    public Map.Entry<K, V> floorEntry(K key) {
        return copy(near(key, false, true));
    }

    @Override
    public K floorKey(K key) {
        return key(near(key, false, true));
    }

    @Override
    public Map.Entry<K, V> ceilingEntry(K key) {
        return copy(near(key, true, true));
    }

    @Override
    public K ceilingKey(K key) {
        return key(near(key, true, true));
    }

    @Override
    public Map.Entry<K, V> higherEntry(K key) {
        return copy(near(key, true, false));
    }

    @Override
    public K higherKey(K key) {
        return key(near(key, true, false));
    }

    @Override
    public NavigableMap<K, V> descendingMap() {
        return new View<>(tree, low, high, !descending);
    }

    @Override
    public NavigableMap<K, V> reversed() {
        return descendingMap();
    }

    /** A new bound must lie within the present ones; one that excludes its key may stand on theirs. */
    private Bound<K> bound(String name, K key, boolean inclusive) {
        tree.compare(key, key);
        boolean fits = inclusive
                ? isInside(key)
                : (low == null || tree.compare(key, low.key()) >= 0)
                        && (high == null || tree.compare(key, high.key()) <= 0);
        if (!fits) {
            throw new IllegalArgumentException(name + " out of range");
        }
        return new Bound<>(key, inclusive);
    }

    @Override
    public NavigableMap<K, V> subMap(K from, boolean fromInclusive, K to, boolean toInclusive) {
        int side = tree.compare(from, to);
        if (descending ? side < 0 : side > 0) {
            throw new IllegalArgumentException("fromKey > toKey");
        }
        Bound<K> first = bound("fromKey", from, fromInclusive);
        Bound<K> last = bound("toKey", to, toInclusive);
        return new View<>(tree, descending ? last : first, descending ? first : last, descending);
    }

    @Override
    public NavigableMap<K, V> headMap(K to, boolean inclusive) {
        Bound<K> last = bound("toKey", to, inclusive);
        return descending ? new View<>(tree, last, high, true) : new View<>(tree, low, last, false);
    }

    @Override
    public NavigableMap<K, V> tailMap(K from, boolean inclusive) {
        Bound<K> first = bound("fromKey", from, inclusive);
        return descending ? new View<>(tree, low, first, true) : new View<>(tree, first, high, false);
    }

    @Override
    public NavigableMap<K, V> subMap(K from, K to) {
        return subMap(from, true, to, false);
    }

    @Override
    public NavigableMap<K, V> headMap(K to) {
        return headMap(to, false);
    }

    @Override
    public NavigableMap<K, V> tailMap(K from) {
        return tailMap(from, true);
    }

    @Override
    public NavigableSet<K> navigableKeySet() {
        return new TreeKeys<>(this);
    }

    @Override
    public NavigableSet<K> descendingKeySet() {
        return descendingMap().navigableKeySet();
    }

    @Override
    public Set<K> keySet() {
        return navigableKeySet();
    }

    @Override
    public SequencedSet<K> sequencedKeySet() {
        return navigableKeySet();
    }

    @Override
    public Collection<V> values() {
        return new TreeValues<>(this);
    }

    @Override
    public SequencedCollection<V> sequencedValues() {
        return new TreeValues<>(this);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new TreeEntries<>(this);
    }

    @Override
    public SequencedSet<Map.Entry<K, V>> sequencedEntrySet() {
        return new TreeEntries<>(this);
    }
}
