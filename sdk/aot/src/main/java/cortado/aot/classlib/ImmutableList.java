package cortado.aot.classlib;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What {@link List#of} returns: holds no null, and refuses to look for one. */
final class ImmutableList<E> extends AbstractList<E> implements RandomAccess {
    private final E[] elements;

    private ImmutableList(E[] elements) {
        this.elements = elements;
    }

    /** A list over an array that nobody else has. */
    static <E> List<E> over(E[] elements) {
        for (E element : elements) {
            Objects.requireNonNull(element);
        }
        return new ImmutableList<>(elements);
    }

    @SuppressWarnings("unchecked")
    static <E> List<E> copyOf(Collection<? extends E> elements) {
        return elements instanceof ImmutableList ? (List<E>) elements : over((E[]) elements.toArray());
    }

    /** Short lists word their failure otherwise than long ones. */
    @Override
    public E get(int index) {
        int size = elements.length;
        if ((size == 1 || size == 2) && (index < 0 || index >= size)) {
            throw new IndexOutOfBoundsException("Index: " + index + " Size: " + size);
        }
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }

    @Override
    public int indexOf(Object sought) {
        return super.indexOf(Objects.requireNonNull(sought));
    }

    @Override
    public int lastIndexOf(Object sought) {
        return super.lastIndexOf(Objects.requireNonNull(sought));
    }

    @Override
    public boolean contains(Object sought) {
        return indexOf(sought) >= 0;
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
    public boolean addAll(int index, Collection<? extends E> more) {
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

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        throw refuse();
    }

    @Override
    public void sort(Comparator<? super E> order) {
        throw refuse();
    }
}
