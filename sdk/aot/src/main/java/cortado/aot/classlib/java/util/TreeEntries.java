package cortado.aot.classlib.java.util;

import cortado.aot.classlib.SortedTree.Node;
import java.util.AbstractSet;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SequencedSet;

/** The entries of a range of a tree. */
final class TreeEntries<K, V> extends AbstractSet<Map.Entry<K, V>> implements SequencedSet<Map.Entry<K, V>> {
    private final TreeRange<K, V> range;

    TreeEntries(TreeRange<K, V> range) {
        this.range = range;
    }

    @Override
    public int size() {
        return range.size();
    }

    @Override
    public boolean isEmpty() {
        return range.isEmpty();
    }

    @Override
    public boolean contains(Object sought) {
        return sought instanceof Map.Entry<?, ?> entry
                && range.containsKey(entry.getKey())
                && Objects.equals(range.get(entry.getKey()), entry.getValue());
    }

    @Override
    public boolean remove(Object sought) {
        if (!contains(sought)) {
            return false;
        }
        range.remove(((Map.Entry<?, ?>) sought).getKey());
        return true;
    }

    @Override
    public SequencedSet<Map.Entry<K, V>> reversed() {
        return range.descendingMap().sequencedEntrySet();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return new Walk<>(range);
    }

    private static final class Walk<K, V> implements Iterator<Map.Entry<K, V>> {
        private final TreeRange<K, V> range;
        private Node<K, V> following;
        private Node<K, V> given;
        private int expected;

        Walk(TreeRange<K, V> range) {
            this.range = range;
            following = range.end(false);
            expected = range.tree.changes();
        }

        private void check() {
            if (expected != range.tree.changes()) {
                throw new ConcurrentModificationException();
            }
        }

        @Override
        public boolean hasNext() {
            return following != null;
        }

        @Override
        public Map.Entry<K, V> next() {
            if (following == null) {
                throw new NoSuchElementException();
            }
            check();
            given = following;
            following = range.next(given);
            return given;
        }

        @Override
        public void remove() {
            if (given == null) {
                throw new IllegalStateException();
            }
            check();
            range.tree.remove(given);
            expected = range.tree.changes();
            given = null;
        }
    }
}
