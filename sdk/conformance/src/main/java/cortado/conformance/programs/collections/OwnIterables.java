package cortado.conformance.programs.collections;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.stream.StreamSupport;

/** Collections that a program builds on the abstract ones. */
final class OwnIterables {
    private record Countdown(int from) implements Iterable<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            return new Iterator<>() {
                private int next = from;

                @Override
                public boolean hasNext() {
                    return next > 0;
                }

                @Override
                public Integer next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException("lift off");
                    }
                    return next--;
                }
            };
        }
    }

    private static final class Squares extends AbstractList<Integer> {
        private final int size;

        Squares(int size) {
            this.size = size;
        }

        @Override
        public Integer get(int i) {
            return i * i;
        }

        @Override
        public int size() {
            return size;
        }
    }

    static void main() {
        StringBuilder line = new StringBuilder();
        for (int i : new Countdown(5)) {
            line.append(i).append(' ');
        }
        new Countdown(3).forEach(i -> line.append('<').append(i).append('>'));
        Iterator<Integer> iterator = new Countdown(3).iterator();
        iterator.next();
        iterator.forEachRemaining(i -> line.append('+').append(i));
        say(line);
        attempt("past the end", iterator::next);
        attempt("remove", () -> {
            iterator.remove();
            return "";
        });
        Squares squares = new Squares(6);
        say(
                squares,
                squares.contains(16),
                squares.indexOf(25),
                squares.subList(2, 4),
                squares.hashCode(),
                squares.equals(List.of(0, 1, 4, 9, 16, 25)));
        attempt("add", () -> squares.add(1));
        say(
                new ArrayList<>(squares).size(),
                squares.stream().mapToInt(x -> x).sum(),
                squares.iterator().next(),
                squares.listIterator(3).previous());
        Set<String> set = new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                return List.of("p", "q").iterator();
            }

            @Override
            public int size() {
                return 2;
            }
        };
        Map<String, Integer> map = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Integer>> entrySet() {
                return Set.of(new SimpleEntry<>("only", 1));
            }
        };
        say(
                set,
                set.contains("q"),
                set.equals(Set.of("q", "p")),
                map,
                map.get("only"),
                map.containsValue(1),
                map.keySet());
        Spliterator<Integer> spliterator = new Countdown(4).spliterator();
        say(StreamSupport.stream(spliterator, false).map(x -> x * 10).toList());
    }
}
