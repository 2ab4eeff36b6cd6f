package cortado.conformance.programs.functional;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nothing runs until a terminal operation asks; exceptions pass through. */
final class LazyStreams {
    static void main() {
        List<String> trace = new ArrayList<>();
        Stream<Integer> stream = Stream.of(1, 2, 3, 4).map(x -> {
            trace.add("map" + x);
            return x * 2;
        });
        say(trace);
        say(stream.filter(x -> x > 2).findFirst(), trace);
        attempt(
                "thrown inside",
                () -> Stream.of("1", "x", "3").map(Integer::parseInt).toList());
        List<Integer> source = new ArrayList<>(List.of(1, 2));
        Stream<Integer> late = source.stream();
        source.add(3);
        say(late.toList());
        Iterator<Integer> iterator = IntStream.iterate(0, x -> x + 5).boxed().iterator();
        say(iterator.next(), iterator.next(), iterator.next());
        StringBuilder closed = new StringBuilder();
        try (Stream<String> s = Stream.of("r").onClose(() -> closed.append("closed"))) {
            say(s.toList());
        }
        say(closed, IntStream.range(0, 1000000).filter(x -> x % 7 == 6).limit(3).sum());
        say(primes().limit(12).toList());
        say(Stream.of(5, 3, 4).sorted().peek(x -> trace.add("s" + x)).anyMatch(x -> x == 3), trace);
    }

    private static Stream<Integer> primes() {
        return Stream.iterate(2, x -> x + 1)
                .filter(x -> IntStream.rangeClosed(2, (int) Math.sqrt(x)).noneMatch(d -> x % d == 0));
    }
}
