package cortado.conformance.programs.functional;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Streams of ints, longs and doubles. */
final class PrimitiveStreams {
    static void main() {
        say(
                IntStream.range(0, 10).sum(),
                IntStream.rangeClosed(1, 5).reduce(1, (a, b) -> a * b),
                IntStream.of(3, 1, 2).sorted().boxed().toList());
        say(
                IntStream.range(0, 20)
                        .filter(x -> x % 3 == 0)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(",")),
                IntStream.empty().max());
        say(
                IntStream.of(4, 8, 15).average(),
                IntStream.of(4, 8, 15).max(),
                IntStream.of(4, 8, 15).min().getAsInt(),
                IntStream.range(5, 5).average());
        say(
                IntStream.of(1, 2, 3).summaryStatistics().getMin(),
                IntStream.iterate(1, x -> x * 2).limit(5).boxed().toList(),
                IntStream.range(0, 5).map(x -> 4 - x).skip(2).findFirst());
        say(
                LongStream.rangeClosed(1, 20).reduce(1, (a, b) -> a * b),
                LongStream.of(1, 2).mapToInt(x -> (int) x).sum(),
                LongStream.range(0, 3).boxed().toList());
        say(
                DoubleStream.of(0.25, 0.5, 3).sum(),
                DoubleStream.of(1, 2).average(),
                DoubleStream.of(2.5, 1.5).sorted().boxed().toList(),
                DoubleStream.of(1, 4).map(Math::sqrt).max());
        say(
                IntStream.range(0, 3).asLongStream().sum(),
                IntStream.range(0, 3).asDoubleStream().sum(),
                IntStream.range(0, 3).mapToDouble(x -> x / 2.0).sum());
        say(
                Arrays.stream(new int[] {1, 2, 3, 4}, 1, 3).sum(),
                Arrays.stream(new double[] {1.5, 2.5}).sum(),
                IntStream.concat(IntStream.of(1), IntStream.of(2)).count());
        say(
                IntStream.of(1, 1, 2).distinct().count(),
                IntStream.range(0, 9).anyMatch(x -> x == 5),
                IntStream.rangeClosed(1, 4)
                        .flatMap(x -> IntStream.range(0, x))
                        .boxed()
                        .toList());
        say(
                DoubleStream.of(1, 2, 3).summaryStatistics().getAverage(),
                LongStream.of(5, 6).summaryStatistics().getMax(),
                Arrays.toString(IntStream.range(0, 4).toArray()));
        attempt("no average", () -> IntStream.empty().average().getAsDouble());
        attempt("no max", () -> LongStream.empty().max().orElseThrow());
        say(
                IntStream.range(0, 5).boxed().collect(Collectors.summingInt(x -> x)),
                "stream".chars().mapToObj(c -> (char) c).toList());
    }
}
