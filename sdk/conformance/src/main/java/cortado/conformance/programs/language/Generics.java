package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Generic classes and methods, bounds, wildcards, bridge methods. */
final class Generics {
    private abstract static class Node<T extends Comparable<T>> {
        abstract T value();

        int compare(Node<? extends T> other) {
            return value().compareTo(other.value());
        }
    }

    private static final class IntNode extends Node<Integer> implements Comparable<IntNode> {
        private final int value;

        IntNode(int value) {
            this.value = value;
        }

        @Override
        Integer value() {
            return value;
        }

        @Override
        public int compareTo(IntNode other) {
            return Integer.compare(other.value, value);
        }
    }

    private interface Transformer<A, B> {
        B apply(A a);

        default <C> Transformer<A, C> then(Transformer<? super B, ? extends C> next) {
            return a -> next.apply(apply(a));
        }
    }

    private static final class Upper implements Transformer<String, String> {
        @Override
        public String apply(String s) {
            return s.toUpperCase();
        }
    }

    private static class Stack<E> {
        private Object[] items = new Object[2];
        private int size;

        void push(E item) {
            if (size == items.length) {
                Object[] bigger = new Object[size * 2];
                System.arraycopy(items, 0, bigger, 0, size);
                items = bigger;
            }
            items[size++] = item;
        }

        @SuppressWarnings("unchecked")
        E pop() {
            return (E) items[--size];
        }
    }

    private static <T extends Comparable<? super T>> T max(List<? extends T> list) {
        T best = list.get(0);
        for (T each : list) {
            if (each.compareTo(best) > 0) {
                best = each;
            }
        }
        return best;
    }

    private static double sum(List<? extends Number> numbers) {
        double sum = 0;
        for (Number n : numbers) {
            sum += n.doubleValue();
        }
        return sum;
    }

    private static void fill(List<? super Integer> sink) {
        sink.add(1);
        sink.add(2);
    }

    static void main() {
        say(new IntNode(3).compare(new IntNode(5)), new IntNode(3).compareTo(new IntNode(5)));
        Transformer<String, Integer> length = new Upper().then(s -> s + s).then(String::length);
        say(length.apply("abc"), ((Transformer<String, ?>) new Upper()).apply("x"));
        Stack<String> stack = new Stack<>();
        for (String s : "a b c d e".split(" ")) {
            stack.push(s);
        }
        say(
                stack.pop() + stack.pop(),
                stack.size,
                max(List.of(3, 9, 4)),
                max(List.of("x", "yy")),
                sum(List.of(1, 2.5, 3L)));
        List<Object> sink = new ArrayList<>();
        fill(sink);
        say(sink);
        List<IntNode> nodes = new ArrayList<>(List.of(new IntNode(1), new IntNode(3), new IntNode(2)));
        nodes.sort(null);
        say(nodes.get(0).value(), nodes.get(2).value());
        nodes.sort(Comparator.comparing((Function<IntNode, Integer>) IntNode::value));
        say(nodes.get(0).value());
        Comparable<IntNode> raw = new IntNode(9);
        say(raw.compareTo(new IntNode(10)), pair(1, "x"), Generics.<Object>pair("y", null));
    }

    private static <A> String pair(A first, A second) {
        return first + "/" + second;
    }
}
