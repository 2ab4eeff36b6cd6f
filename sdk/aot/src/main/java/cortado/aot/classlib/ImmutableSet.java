package cortado.aot.classlib;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** What {@link Set#of} returns: holds no null, and refuses to look for one. */
final class ImmutableSet<E> extends AbstractSet<E> {
    private final FixedTable table;

    private ImmutableSet(FixedTable table) {
        this.table = table;
    }

    static <E> Set<E> of(E[] elements) {
        FixedTable table = new FixedTable(elements.length);
        for (E element : elements) {
            if (!table.add(element)) {
                throw new IllegalArgumentException("duplicate element: " + element);
            }
        }
        return new ImmutableSet<>(table);
    }

    @SuppressWarnings("unchecked")
    static <E> Set<E> copyOf(Collection<? extends E> elements) {
        if (elements instanceof ImmutableSet) {
            return (Set<E>) elements;
        }
        FixedTable table = new FixedTable(elements.size());
        for (E element : elements) {
            table.add(element);
        }
        return new ImmutableSet<>(table);
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public boolean contains(Object sought) {
        return table.indexOf(Objects.requireNonNull(sought)) >= 0;
    }

    @Override
    public Iterator<E> iterator() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < table.size();
            }

            @Override
            @SuppressWarnings("unchecked")
            public E next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return (E) table.get(at++);
            }
        };
    }

    private static UnsupportedOperationException refuse() {
        return new UnsupportedOperationException();
    }

    @Override
    public boolean add(E element) {
        throw refuse();
    }

    @Override
    public boolean addAll(Collection<? extends E> more) {
        throw refuse();
    }

    @Override
    public void clear() {
        throw refuse();
    }

    @Override
    public boolean remove(Object element) {
        throw refuse();
    }

    @Override
    public boolean removeAll(Collection<?> these) {
        throw refuse();
    }

    @Override
    public boolean retainAll(Collection<?> these) {
        throw refuse();
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        throw refuse();
    }
}
