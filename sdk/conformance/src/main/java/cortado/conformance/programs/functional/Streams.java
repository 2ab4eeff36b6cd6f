package cortado.conformance.programs.functional;

import static cortado.conformance.Say.say;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Streams of objects: intermediate and terminal operations. */
final class Streams {
    static void main() {
        List<String> words = List.of("delta", "alpha", "charlie", "bravo", "echo", "alpha", "fox");
        say(words.stream().filter(w -> w.length() == 5).map(String::toUpperCase).toList());
        say(
                words.stream().sorted().distinct().skip(1).limit(3).toList(),
                words.stream().sorted(Comparator.reverseOrder()).findFirst());
        say(
                words.stream().map(String::length).reduce(0, Integer::sum),
                words.stream().reduce((a, b) -> a.length() >= b.length() ? a : b));
        say(
                words.stream().mapToInt(String::length).sum(),
                words.stream().anyMatch("echo"::equals),
                words.stream().allMatch(w -> w.length() > 3),
                words.stream().noneMatch(String::isEmpty));
        say(
                words.stream().count(),
                words.stream().min(Comparator.naturalOrder()),
                words.stream().max(Comparator.comparing(String::length)),
                Stream.empty().findAny());
        say(
                Stream.iterate(1, x -> x * 2).limit(10).toList(),
                Stream.iterate(1, x -> x < 50, x -> x * 3).toList(),
                Stream.generate(() -> "z").limit(3).toList());
        say(
                Stream.of(1, 2, 3, 4, 5, 1).takeWhile(x -> x < 4).toList(),
                Stream.of(1, 2, 3, 4, 5, 1).dropWhile(x -> x < 4).toList());
        say(
                Stream.concat(Stream.of("a"), Stream.of("b", "c")).toList(),
                Stream.of(List.of(1, 2), List.of(3)).flatMap(List::stream).toList());
        say(Stream.of(1, 2, 3)
                .<String>mapMulti((x, sink) -> {
                    for (int i = 0; i < x; i++) {
                        sink.accept(x + "" + i);
                    }
                })
                .toList());
        StringBuilder trace = new StringBuilder();
        Optional<Integer> found = Stream.of(5, 8, 3, 12)
                .peek(x -> trace.append("p").append(x))
                .filter(x -> x > 4)
                .peek(x -> trace.append("f").append(x))
                .skip(1)
                .findFirst();
        say(found, trace);
        trace.setLength(0);
        Stream.of(3, 1, 2)
                .peek(x -> trace.append("a").append(x))
                .sorted()
                .peek(x -> trace.append("b").append(x))
                .limit(2)
                .forEach(x -> trace.append("c").append(x));
        say(trace);
        say(
                Arrays.stream(new String[] {"x", "y"}).toList(),
                Stream.ofNullable(null).count(),
                Arrays.toString(words.stream().map(String::length).toArray(Integer[]::new)));
        say(
                Stream.of("b", "a").sorted().iterator().next(),
                Stream.of(1, 2, 3, 4).reduce(10, (a, b) -> a - b),
                Stream.of(1, 2).reduce("", (s, x) -> s + x, String::concat));
    }
}
