package cortado.aot.classlib.java.util;

import cortado.aot.classlib.SortedTree;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;

/** A sorted map: all of a tree, forwards. */
@SuppressWarnings("this-escape")
public class TreeMap<K, V> extends TreeRange<K, V> implements Cloneable, Serializable {
    private static final long serialVersionUID = 1;

    public TreeMap() {
        this((Comparator<? super K>) null);
    }

    public TreeMap(Comparator<? super K> order) {
        super(new SortedTree<>(order), null, null, false);
    }

    public TreeMap(Map<? extends K, ? extends V> original) {
        this();
        putAll(original);
    }

    public TreeMap(SortedMap<K, ? extends V> original) {
        this(original.comparator());
        putAll(original);
    }

    @Override
    public Object clone() {
        TreeMap<K, V> copy = new TreeMap<>(tree.order());
        copy.putAll(this);
        return copy;
    }
}
