package cortado.aot.classlib.java.util;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.Map;
import java.util.SequencedCollection;

/** The values of a range of a tree, in the order of their keys. */
final class TreeValues<V> extends AbstractCollection<V> implements SequencedCollection<V> {
    private final TreeRange<?, V> range;

    TreeValues(TreeRange<?, V> range) {
        this.range = range;
    }

    @Override
    public int size() {
        return range.size();
    }

    @Override
    public SequencedCollection<V> reversed() {
        return range.descendingMap().sequencedValues();
    }

    @Override
    public Iterator<V> iterator() {
        return values(range.entrySet().iterator());
    }

    private static <K, V> Iterator<V> values(Iterator<Map.Entry<K, V>> entries) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public V next() {
                return entries.next().getValue();
            }

            @Override
            public void remove() {
                entries.remove();
            }
        };
    }
}
