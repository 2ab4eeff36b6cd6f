package cortado.conformance.programs.functional;

import static cortado.conformance.Say.say;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Streams doing a day's work. */
final class Pipelines {
    private record Sale(String region, int month, double amount) {}

    static void main() {
        List<Sale> sales = IntStream.range(0, 60)
                .mapToObj(i -> new Sale(List.of("north", "south", "east").get(i % 3), i % 12 + 1, i * 37 % 101 + 0.5))
                .toList();
        Map<String, Double> totals = sales.stream()
                .collect(Collectors.groupingBy(Sale::region, TreeMap::new, Collectors.summingDouble(Sale::amount)));
        say(totals);
        say(sales.stream()
                .sorted(Comparator.comparingDouble(Sale::amount).reversed().thenComparing(Sale::region))
                .limit(3)
                .map(s -> s.region() + s.month())
                .toList());
        say(sales.stream()
                .collect(Collectors.groupingBy(
                        Sale::month,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.maxBy(Comparator.comparingDouble(Sale::amount)),
                                o -> o.get().region()))));
        String text = "it is what it is and that is that";
        say(Arrays.stream(text.split(" "))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(" ")));
        int[][] matrix = {{1, 2, 3}, {4, 5, 6}};
        say(
                Arrays.stream(matrix).map(Arrays::toString).toList(),
                Arrays.stream(matrix).flatMapToInt(Arrays::stream).sum(),
                IntStream.range(0, 3)
                        .mapToObj(c -> Arrays.stream(matrix)
                                .mapToInt(r -> r[c])
                                .boxed()
                                .toList())
                        .toList());
        say(Stream.of(1, 2, 3).flatMap(a -> Stream.of("x", "y").map(b -> a + b)).toList());
        say(IntStream.rangeClosed(1, 20)
                .boxed()
                .flatMap(a -> IntStream.rangeClosed(a, 20)
                        .filter(b -> {
                            int c = (int) Math.round(Math.sqrt(a * a + b * b));
                            return c * c == a * a + b * b && c <= 20;
                        })
                        .mapToObj(b -> a + "," + b))
                .toList());
    }
}
