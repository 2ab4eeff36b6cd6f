package cortado.aot.classlib.java.util;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/** The base of lists: iterators that notice changes, and views of a part, over {@code get}, {@code set} and so on. */
public abstract class AbstractList<E> extends AbstractCollection<E> implements List<E> {
    /** How often the list's size changed. */
    protected transient int modCount;

    protected AbstractList() {}

    @Override
    public boolean add(E element) {
        add(size(), element);
        return true;
    }

    @Override
    public void add(int index, E element) {
        throw new UnsupportedOperationException();
    }

    @Override
    public E set(int index, E element) {
        throw new UnsupportedOperationException();
    }

    @Override
    public E remove(int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        checkPosition(index, size());
        int at = index;
        for (E element : elements) {
            add(at++, element);
        }
        return at > index;
    }

    @Override
    public void clear() {
        removeRange(0, size());
    }

    protected void removeRange(int from, int to) {
        ListIterator<E> iterator = listIterator(from);
        for (int i = from; i < to; i++) {
            iterator.next();
            iterator.remove();
        }
    }

    @Override
    public int indexOf(Object sought) {
        ListIterator<E> iterator = listIterator();
        while (iterator.hasNext()) {
            if (Objects.equals(sought, iterator.next())) {
                return iterator.previousIndex();
            }
        }
        return -1;
    }

    @Override
    public int lastIndexOf(Object sought) {
        ListIterator<E> iterator = listIterator(size());
        while (iterator.hasPrevious()) {
            if (Objects.equals(sought, iterator.previous())) {
                return iterator.nextIndex();
            }
        }
        return -1;
    }

    @Override
    public Iterator<E> iterator() {
        return new Walk<>(this, 0);
    }

    @Override
    public ListIterator<E> listIterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        checkPosition(index, size());
        return new Walk<>(this, index);
    }

    @Override
    public List<E> subList(int from, int to) {
        if (from < 0) {
            throw new IndexOutOfBoundsException("fromIndex = " + from);
        }
        if (to > size()) {
            throw new IndexOutOfBoundsException("toIndex = " + to);
        }
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        return new Part<>(this, from, to);
    }

    @Override
    public boolean equals(Object other) {
        if (other == this) {
            return true;
        }
        if (!(other instanceof List<?> list)) {
            return false;
        }
        Iterator<E> mine = iterator();
        Iterator<?> theirs = list.iterator();
        while (mine.hasNext() && theirs.hasNext()) {
            if (!Objects.equals(mine.next(), theirs.next())) {
                return false;
            }
        }
        return !mine.hasNext() && !theirs.hasNext();
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (E element : this) {
            hash = 31 * hash + Objects.hashCode(element);
        }
        return hash;
    }

    private static void checkPosition(int index, int size) {
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException("Index: " + index + ", Size: " + size);
        }
    }

    /** Steps through a list; {@code last} is what the last step returned, or -1. */
    private static final class Walk<E> implements ListIterator<E> {
        private final AbstractList<E> list;
        private int next;
        private int last = -1;
        private int expected;

        Walk(AbstractList<E> list, int index) {
            this.list = list;
            this.next = index;
            this.expected = list.modCount;
        }

        private void checkUnchanged() {
            if (list.modCount != expected) {
                throw new ConcurrentModificationException();
            }
        }

        private void checkLast() {
            if (last < 0) {
                throw new IllegalStateException();
            }
            checkUnchanged();
        }

        @Override
        public boolean hasNext() {
            return next != list.size();
        }

        @Override
        public E next() {
            checkUnchanged();
            if (next >= list.size()) {
                throw new NoSuchElementException();
            }
            E element = list.get(next);
            last = next++;
            return element;
        }

        @Override
        public boolean hasPrevious() {
            return next != 0;
        }

        @Override
        public E previous() {
            checkUnchanged();
            if (next <= 0) {
                throw new NoSuchElementException();
            }
            E element = list.get(next - 1);
            last = --next;
            return element;
        }

        @Override
        public int nextIndex() {
            return next;
        }

        @Override
        public int previousIndex() {
            return next - 1;
        }

        @Override
        public void remove() {
            checkLast();
            list.remove(last);
            if (last < next) {
                next--;
            }
            last = -1;
            expected = list.modCount;
        }

        @Override
        public void set(E element) {
            checkLast();
            list.set(last, element);
            expected = list.modCount;
        }

        @Override
        public void add(E element) {
            checkUnchanged();
            list.add(next++, element);
            last = -1;
            expected = list.modCount;
        }
    }

    /** A view of the elements from {@code offset} on. */
    private static final class Part<E> extends AbstractList<E> {
        private final AbstractList<E> whole;
        private final int offset;
        private int size;

        Part(AbstractList<E> whole, int from, int to) {
            this.whole = whole;
            this.offset = from;
            this.size = to - from;
            this.modCount = whole.modCount;
        }

        private void checkUnchanged() {
            if (whole.modCount != modCount) {
                throw new ConcurrentModificationException();
            }
        }

        private void resized(int by) {
            size += by;
            modCount = whole.modCount;
        }

        @Override
        public int size() {
            checkUnchanged();
            return size;
        }

        @Override
        public E get(int index) {
            Objects.checkIndex(index, size);
            checkUnchanged();
            return whole.get(offset + index);
        }

        @Override
        public E set(int index, E element) {
            Objects.checkIndex(index, size);
            checkUnchanged();
            return whole.set(offset + index, element);
        }

        @Override
        public void add(int index, E element) {
            checkPosition(index, size);
            checkUnchanged();
            whole.add(offset + index, element);
            resized(1);
        }

        @Override
        public E remove(int index) {
            Objects.checkIndex(index, size);
            checkUnchanged();
            E removed = whole.remove(offset + index);
            resized(-1);
            return removed;
        }

        @Override
        protected void removeRange(int from, int to) {
            checkUnchanged();
            whole.removeRange(offset + from, offset + to);
            resized(from - to);
        }
    }
}
