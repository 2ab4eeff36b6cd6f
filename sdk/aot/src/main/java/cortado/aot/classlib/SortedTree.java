package cortado.aot.classlib;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/** A balanced search tree whose nodes know their parents: the heights of a node's two sides differ by one at most. */
@SuppressWarnings("ReferenceEquality")
public final class SortedTree<K, V> {
    /** One key and its value. */
    public static final class Node<K, V> implements Map.Entry<K, V> {
        private final K key;
        private V value;
        private Node<K, V> left;
        private Node<K, V> right;
        private Node<K, V> parent;
        private int height = 1;

        Node(K key, V value, Node<K, V> parent) {
            this.key = key;
            this.value = value;
            this.parent = parent;
        }

        @Override
        public K getKey() {
            return key;
        }

        @Override
        public V getValue() {
            return value;
        }

        @Override
        public V setValue(V changed) {
            V old = value;
            value = changed;
            return old;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && Objects.equals(key, entry.getKey())
                    && Objects.equals(value, entry.getValue());
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(key) ^ Objects.hashCode(value);
        }

        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

    private final Comparator<? super K> order;
    private Node<K, V> root;
    private int size;
    private int changes;

    /** An empty tree; without an order the keys' own. */
    public SortedTree(Comparator<? super K> order) {
        this.order = order;
    }

    public Comparator<? super K> order() {
        return order;
    }

    public int size() {
        return size;
    }

    /** How often a node came or went. */
    public int changes() {
        return changes;
    }

    /** Compares two keys; null fails where the order has no place for it. */
    @SuppressWarnings("unchecked")
    public int compare(Object a, Object b) {
        return order == null ? ((Comparable<Object>) a).compareTo(b) : order.compare((K) a, (K) b);
    }

    /** The node of an equal key; null if there is none. */
    public Node<K, V> find(Object key) {
        if (order == null) {
            Objects.requireNonNull(key);
        }
        Node<K, V> node = root;
        while (node != null) {
            int side = compare(key, node.key);
            if (side == 0) {
                return node;
            }
            node = side < 0 ? node.left : node.right;
        }
        return null;
    }

    /** The nearest node on one side of a key. */
    public Node<K, V> near(Object key, boolean above, boolean orEqual) {
        if (order == null) {
            Objects.requireNonNull(key);
        }
        Node<K, V> best = null;
        Node<K, V> node = root;
        while (node != null) {
            int side = compare(key, node.key);
            if (side == 0 && orEqual) {
                return node;
            }
            boolean left = side < 0 || (side == 0 && !above);
            if (left == above) {
                best = node;
            }
            node = left ? node.left : node.right;
        }
        return best;
    }

    /** The first or last node; null if the tree is empty. */
    public Node<K, V> end(boolean last) {
        return root == null ? null : end(root, last);
    }

    private static <K, V> Node<K, V> end(Node<K, V> top, boolean last) {
        Node<K, V> node = top;
        for (Node<K, V> next = node; next != null; next = last ? next.right : next.left) {
            node = next;
        }
        return node;
    }

    /** The node after this one or, backwards, before it. */
    public static <K, V> Node<K, V> next(Node<K, V> from, boolean backwards) {
        Node<K, V> down = backwards ? from.left : from.right;
        if (down != null) {
            return end(down, backwards);
        }
        Node<K, V> node = from;
        while (node.parent != null && node == (backwards ? node.parent.left : node.parent.right)) {
            node = node.parent;
        }
        return node.parent;
    }

    /** Sets a key's value; returns the old one, null if the key is new. */
    public V put(K key, V value) {
        if (root == null) {
            compare(key, key);
            insert(null, 0, key, value);
            return null;
        }
        if (order == null) {
            Objects.requireNonNull(key);
        }
        Node<K, V> node = root;
        while (true) {
            int side = compare(key, node.key);
            if (side == 0) {
                return node.setValue(value);
            }
            Node<K, V> next = side < 0 ? node.left : node.right;
            if (next == null) {
                insert(node, side, key, value);
                return null;
            }
            node = next;
        }
    }

    private void insert(Node<K, V> parent, int side, K key, V value) {
        Node<K, V> node = new Node<>(key, value, parent);
        if (parent == null) {
            root = node;
        } else if (side < 0) {
            parent.left = node;
        } else {
            parent.right = node;
        }
        size++;
        changes++;
        balance(parent);
    }

    /** Takes a node out; it keeps its key and value. */
    public void remove(Node<K, V> node) {
        Node<K, V> unbalanced = node.parent;
        if (node.left == null || node.right == null) {
            replace(node, node.left == null ? node.right : node.left);
        } else {
            Node<K, V> heir = end(node.right, false);
            unbalanced = heir;
            if (heir.parent != node) {
                unbalanced = heir.parent;
                replace(heir, heir.right);
                heir.right = node.right;
                heir.right.parent = heir;
            }
            replace(node, heir);
            heir.left = node.left;
            heir.left.parent = heir;
        }
        size--;
        changes++;
        balance(unbalanced);
    }

    public void clear() {
        root = null;
        size = 0;
        changes++;
    }

    /** Hangs a subtree where the node was. */
    private void replace(Node<K, V> node, Node<K, V> by) {
        if (node.parent == null) {
            root = by;
        } else if (node.parent.left == node) {
            node.parent.left = by;
        } else {
            node.parent.right = by;
        }
        if (by != null) {
            by.parent = node.parent;
        }
    }

    private static int height(Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    private static void measure(Node<?, ?> node) {
        node.height = Math.max(height(node.left), height(node.right)) + 1;
    }

    private void balance(Node<K, V> from) {
        for (Node<K, V> node = from; node != null; node = node.parent) {
            int lean = height(node.right) - height(node.left);
            if (lean > 1) {
                if (height(node.right.left) > height(node.right.right)) {
                    turnRight(node.right);
                }
                node = turnLeft(node);
            } else if (lean < -1) {
                if (height(node.left.right) > height(node.left.left)) {
                    turnLeft(node.left);
                }
                node = turnRight(node);
            } else {
                measure(node);
            }
        }
    }

    private Node<K, V> turnLeft(Node<K, V> node) {
        Node<K, V> top = node.right;
        replace(node, top);
        node.right = top.left;
        if (top.left != null) {
            top.left.parent = node;
        }
        top.left = node;
        node.parent = top;
        measure(node);
        measure(top);
        return top;
    }

    private Node<K, V> turnRight(Node<K, V> node) {
        Node<K, V> top = node.left;
        replace(node, top);
        node.left = top.right;
        if (top.right != null) {
            top.right.parent = node;
        }
        top.right = node;
        node.parent = top;
        measure(node);
        measure(top);
        return top;
    }
}
