package cortado.aot.classlib.java.util;

import java.io.Serializable;
import java.util.AbstractSequentialList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/** A chain of nodes, closed to a ring by one that holds no element: it stands before the first and after the last. */
@SuppressWarnings({"JdkObsolete", "ReferenceEquality", "this-escape"})
public class LinkedList<E> extends AbstractSequentialList<E> implements Deque<E>, Cloneable, Serializable {
    private static final long serialVersionUID = 1;

    private static final class Node<E> {
        private E element;
        private Node<E> previous = this;
        private Node<E> next = this;
    }

    /** Whose elements these are: its own, or those of the list that this one shows from its other end. */
    private final LinkedList<E> owner;

    private transient Node<E> ends = new Node<>();
    private transient int size;

    public LinkedList() {
        owner = this;
    }

    private LinkedList(LinkedList<E> owner, Node<E> ends) {
        this.owner = owner;
        this.ends = ends;
    }

    public LinkedList(Collection<? extends E> elements) {
        this();
        addAll(elements);
    }

    private Node<E> next(Node<E> node) {
        return owner == this ? node.next : node.previous;
    }

    private Node<E> previous(Node<E> node) {
        return owner == this ? node.previous : node.next;
    }

    private void insert(E element, Node<E> before) {
        Node<E> made = new Node<>();
        made.element = element;
        made.next = owner == this ? before : before.next;
        made.previous = made.next.previous;
        made.next.previous = made;
        made.previous.next = made;
        owner.size++;
        owner.modCount++;
    }

    /** The node's own links stay, for who stands on it. */
    private E remove(Node<E> node) {
        if (node == ends) {
            throw new NoSuchElementException();
        }
        node.previous.next = node.next;
        node.next.previous = node.previous;
        owner.size--;
        owner.modCount++;
        return node.element;
    }

    private E element(Node<E> node) {
        if (node == ends) {
            throw new NoSuchElementException();
        }
        return node.element;
    }

    private Node<E> at(int index) {
        Node<E> node = ends;
        if (index < size() / 2) {
            for (int i = 0; i <= index; i++) {
                node = next(node);
            }
        } else {
            for (int i = size(); i > index; i--) {
                node = previous(node);
            }
        }
        return node;
    }

    private Node<E> existing(int index) {
        if (index < 0 || index >= size()) {
            throw outside(index);
        }
        return at(index);
    }

    private Node<E> position(int index) {
        if (index < 0 || index > size()) {
            throw outside(index);
        }
        return at(index);
    }

    private IndexOutOfBoundsException outside(int index) {
        return new IndexOutOfBoundsException("Index: " + index + ", Size: " + size());
    }

    @Override
    public int size() {
        return owner.size;
    }

    @Override
    public void clear() {
        ends.next = ends;
        ends.previous = ends;
        owner.size = 0;
        owner.modCount++;
    }

    @Override
    public E get(int index) {
        return existing(index).element;
    }

    @Override
    public E set(int index, E element) {
        Node<E> node = existing(index);
        E old = node.element;
        node.element = element;
        return old;
    }

    @Override
    public boolean add(E element) {
        insert(element, ends);
        return true;
    }

    @Override
    public void add(int index, E element) {
        insert(element, position(index));
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return addAll(size(), elements);
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        Node<E> before = position(index);
        Object[] all = elements.toArray();
        for (Object element : all) {
            @SuppressWarnings("unchecked")
            E one = (E) element;
            insert(one, before);
        }
        return all.length > 0;
    }

    @Override
    public E remove(int index) {
        return remove(existing(index));
    }

    @Override
    public boolean remove(Object element) {
        return removeFirstOccurrence(element);
    }

    @Override
    public boolean removeFirstOccurrence(Object element) {
        for (Node<E> node = next(ends); node != ends; node = next(node)) {
            if (Objects.equals(element, node.element)) {
                remove(node);
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean removeLastOccurrence(Object element) {
        for (Node<E> node = previous(ends); node != ends; node = previous(node)) {
            if (Objects.equals(element, node.element)) {
                remove(node);
                return true;
            }
        }
        return false;
    }

    @Override
    public void addFirst(E element) {
        insert(element, next(ends));
    }

    @Override
    public void addLast(E element) {
        insert(element, ends);
    }

    @Override
    public boolean offer(E element) {
        return add(element);
    }

    @Override
    public boolean offerFirst(E element) {
        addFirst(element);
        return true;
    }

    @Override
    public boolean offerLast(E element) {
        return add(element);
    }

    @Override
    public void push(E element) {
        addFirst(element);
    }

    @Override
    public E getFirst() {
        return element(next(ends));
    }

    @Override
    public E getLast() {
        return element(previous(ends));
    }

    @Override
    public E element() {
        return element(next(ends));
    }

    @Override
    public E peek() {
        return next(ends).element;
    }

    @Override
    public E peekFirst() {
        return next(ends).element;
    }

    @Override
    public E peekLast() {
        return previous(ends).element;
    }

    @Override
    public E removeFirst() {
        return remove(next(ends));
    }

    @Override
    public E removeLast() {
        return remove(previous(ends));
    }

    @Override
    public E remove() {
        return remove(next(ends));
    }

    @Override
    public E pop() {
        return remove(next(ends));
    }

    @Override
    public E poll() {
        return isEmpty() ? null : remove(next(ends));
    }

    @Override
    public E pollFirst() {
        return poll();
    }

    @Override
    public E pollLast() {
        return isEmpty() ? null : remove(previous(ends));
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        return new Walk(position(index), index);
    }

    @Override
    public Iterator<E> descendingIterator() {
        Walk walk = new Walk(ends, size());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return walk.hasPrevious();
            }

            @Override
            public E next() {
                return walk.previous();
            }

            @Override
            public void remove() {
                walk.remove();
            }
        };
    }

    @Override
    public LinkedList<E> reversed() {
        return owner == this ? new LinkedList<>(this, ends) : owner;
    }

    @Override
    public Object clone() {
        return new LinkedList<>((Collection<E>) this);
    }

    /** Stands before a node, and knows the last one it gave out. */
    private final class Walk implements ListIterator<E> {
        private Node<E> following;
        private Node<E> given;
        private int index;
        private int expected = owner.modCount;

        Walk(Node<E> following, int index) {
            this.following = following;
            this.index = index;
        }

        private void check() {
            if (expected != owner.modCount) {
                throw new ConcurrentModificationException();
            }
        }

        private Node<E> given() {
            check();
            if (given == null) {
                throw new IllegalStateException();
            }
            return given;
        }

        @Override
        public boolean hasNext() {
            return index < size();
        }

        @Override
        public boolean hasPrevious() {
            return index > 0;
        }

        @Override
        public int nextIndex() {
            return index;
        }

        @Override
        public int previousIndex() {
            return index - 1;
        }

        @Override
        public E next() {
            check();
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            given = following;
            following = LinkedList.this.next(following);
            index++;
            return given.element;
        }

        @Override
        public E previous() {
            check();
            if (!hasPrevious()) {
                throw new NoSuchElementException();
            }
            following = LinkedList.this.previous(following);
            given = following;
            index--;
            return given.element;
        }

        @Override
        public void remove() {
            Node<E> removed = given();
            if (removed == following) {
                following = LinkedList.this.next(removed);
            } else {
                index--;
            }
            LinkedList.this.remove(removed);
            given = null;
            expected = owner.modCount;
        }

        @Override
        public void set(E element) {
            given().element = element;
        }

        @Override
        public void add(E element) {
            check();
            insert(element, following);
            index++;
            given = null;
            expected = owner.modCount;
        }
    }
}
