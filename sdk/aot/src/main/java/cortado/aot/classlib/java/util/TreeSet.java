package cortado.aot.classlib.java.util;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedSet;

/** A sorted set: the keys of a sorted map whose values say nothing. */
@SuppressWarnings("this-escape")
public class TreeSet<E> extends TreeKeys<E> implements Cloneable, Serializable {
    private static final long serialVersionUID = 1;

    private final transient NavigableMap<E, Boolean> elements;

    private TreeSet(NavigableMap<E, Boolean> elements) {
        super(elements);
        this.elements = elements;
    }

    public TreeSet() {
        this(new TreeMap<>());
    }

    public TreeSet(Comparator<? super E> order) {
        this(new TreeMap<>(order));
    }

    public TreeSet(Collection<? extends E> original) {
        this();
        addAll(original);
    }

    public TreeSet(SortedSet<E> original) {
        this(original.comparator());
        addAll(original);
    }

    @Override
    public boolean add(E element) {
        return elements.put(element, true) == null;
    }

    @Override
    public boolean remove(Object element) {
        return elements.remove(element) != null;
    }

    @Override
    @SuppressWarnings("unchecked")
    NavigableSet<E> part(NavigableMap<E, ?> range) {
        return new TreeSet<>((NavigableMap<E, Boolean>) range);
    }

    @Override
    public NavigableSet<E> descendingSet() {
        return new TreeSet<>(elements.descendingMap());
    }

    @Override
    public NavigableSet<E> reversed() {
        return descendingSet();
    }

    @Override
    public Iterator<E> descendingIterator() {
        return descendingSet().iterator();
    }

    @Override
    public Object clone() {
        TreeSet<E> copy = new TreeSet<>(comparator());
        copy.addAll(this);
        return copy;
    }
}
