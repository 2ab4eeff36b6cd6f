package cortado.aot.classlib.java.util;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;

/** A double-ended queue in a ring: element {@code i} is at {@code (head + i)} modulo the ring's power-of-two length. */
public class ArrayDeque<E> extends AbstractCollection<E> implements Deque<E>, Cloneable {
    private Object[] ring;
    private int head;
    private int size;

    public ArrayDeque() {
        this(16);
    }

    public ArrayDeque(int expected) {
        ring = new Object[Integer.highestOneBit(Math.max(expected, 1)) * 2];
    }

    @SuppressWarnings("this-escape")
    public ArrayDeque(Collection<? extends E> elements) {
        this(elements.size());
        addAll(elements);
    }

    private int place(int index) {
        return (head + index) & (ring.length - 1);
    }

    @SuppressWarnings("unchecked")
    private E at(int index) {
        return (E) ring[place(index)];
    }

    private void makeRoom() {
        if (size < ring.length) {
            return;
        }
        Object[] larger = new Object[ring.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = ring[place(i)];
        }
        ring = larger;
        head = 0;
    }

    private void removeAt(int index) {
        for (int i = index; i + 1 < size; i++) {
            ring[place(i)] = ring[place(i + 1)];
        }
        ring[place(--size)] = null;
    }

    @Override
    public void addFirst(E element) {
        Objects.requireNonNull(element);
        makeRoom();
        head = (head - 1) & (ring.length - 1);
        ring[head] = element;
        size++;
    }

    @Override
    public void addLast(E element) {
        Objects.requireNonNull(element);
        makeRoom();
        ring[place(size++)] = element;
    }

    @Override
    public E pollFirst() {
        if (size == 0) {
            return null;
        }
        E first = at(0);
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        return first;
    }

    @Override
    public E pollLast() {
        if (size == 0) {
            return null;
        }
        E last = at(size - 1);
        ring[place(--size)] = null;
        return last;
    }

    @Override
    public E peekFirst() {
        return size == 0 ? null : at(0);
    }

    @Override
    public E peekLast() {
        return size == 0 ? null : at(size - 1);
    }

    private static <T> T present(T element) {
        if (element == null) {
            throw new NoSuchElementException();
        }
        return element;
    }

    @Override
    public E removeFirst() {
        return present(pollFirst());
    }

    @Override
    public E removeLast() {
        return present(pollLast());
    }

    @Override
    public E getFirst() {
        return present(peekFirst());
    }

    @Override
    public E getLast() {
        return present(peekLast());
    }

    @Override
    public boolean offerFirst(E element) {
        addFirst(element);
        return true;
    }

    @Override
    public boolean offerLast(E element) {
        addLast(element);
        return true;
    }

    @Override
    public boolean add(E element) {
        addLast(element);
        return true;
    }

    @Override
    public boolean offer(E element) {
        addLast(element);
        return true;
    }

    @Override
    public E remove() {
        return removeFirst();
    }

    @Override
    public E poll() {
        return pollFirst();
    }

    @Override
    public E element() {
        return getFirst();
    }

    @Override
    public E peek() {
        return peekFirst();
    }

    @Override
    public void push(E element) {
        addFirst(element);
    }

    @Override
    public E pop() {
        return removeFirst();
    }

    @Override
    public boolean removeFirstOccurrence(Object element) {
        for (int i = 0; i < size; i++) {
            if (at(i).equals(element)) {
                removeAt(i);
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean removeLastOccurrence(Object element) {
        for (int i = size - 1; i >= 0; i--) {
            if (at(i).equals(element)) {
                removeAt(i);
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean remove(Object element) {
        return removeFirstOccurrence(element);
    }

    @Override
    public boolean contains(Object element) {
        for (int i = 0; i < size; i++) {
            if (at(i).equals(element)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        int kept = 0;
        int before = size;
        for (int i = 0; i < before; i++) {
            E element = at(i);
            if (!filter.test(element)) {
                ring[place(kept++)] = element;
            }
        }
        for (int i = kept; i < before; i++) {
            ring[place(i)] = null;
        }
        size = kept;
        return kept < before;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public void clear() {
        while (size > 0) {
            ring[place(--size)] = null;
        }
    }

    @Override
    public ArrayDeque<E> clone() {
        return new ArrayDeque<>(this);
    }

    @Override
    public Iterator<E> iterator() {
        return new Walk(1);
    }

    @Override
    public Iterator<E> descendingIterator() {
        return new Walk(-1);
    }

    private final class Walk implements Iterator<E> {
        private final int step;
        private int next;
        private int last = -1;

        Walk(int step) {
            this.step = step;
            this.next = step > 0 ? 0 : size - 1;
        }

        @Override
        public boolean hasNext() {
            return next >= 0 && next < size;
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            last = next;
            next += step;
            return at(last);
        }

        @Override
        public void remove() {
            if (last < 0) {
                throw new IllegalStateException();
            }
            removeAt(last);
            if (step > 0) {
                next--;
            }
            last = -1;
        }
    }
}
