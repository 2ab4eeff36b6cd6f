package cortado.conformance.programs.functional;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The collectors. */
final class CollectorsMethods {
    private record Item(String name, String kind, int price) {}

    static void main() {
        List<Item> items = List.of(
                new Item("apple", "fruit", 3),
                new Item("bread", "grain", 5),
                new Item("pear", "fruit", 4),
                new Item("rice", "grain", 2),
                new Item("salt", "spice", 1));
        say(items.stream()
                .collect(Collectors.groupingBy(
                        Item::kind, TreeMap::new, Collectors.mapping(Item::name, Collectors.toList()))));
        say(
                new TreeMap<>(items.stream().collect(Collectors.groupingBy(Item::kind, Collectors.counting()))),
                items.stream()
                        .collect(Collectors.partitioningBy(i -> i.price() > 2, Collectors.summingInt(Item::price))));
        say(
                items.stream().collect(Collectors.toMap(Item::name, Item::price, (a, b) -> a, LinkedHashMap::new)),
                items.stream().map(Item::kind).collect(Collectors.toCollection(LinkedHashSet::new)));
        attempt("duplicate key", () -> items.stream().collect(Collectors.toMap(Item::kind, Item::name)));
        say(
                items.stream().collect(Collectors.averagingInt(Item::price)),
                items.stream().collect(Collectors.summarizingInt(Item::price)).getMax(),
                items.stream().map(Item::name).collect(Collectors.joining("+", "(", ")")));
        say(
                items.stream().collect(Collectors.collectingAndThen(Collectors.toList(), List::size)),
                items.stream().collect(Collectors.reducing(0, Item::price, Integer::sum)),
                items.stream().map(Item::price).collect(Collectors.minBy(Integer::compare)));
        say(
                items.stream()
                        .collect(Collectors.teeing(
                                Collectors.counting(), Collectors.summingInt(Item::price), (n, s) -> s + "/" + n)),
                items.stream().collect(Collectors.filtering(i -> i.price() > 3, Collectors.counting())));
        say(
                new TreeMap<>(items.stream()
                        .collect(Collectors.groupingBy(Item::kind, Collectors.averagingDouble(Item::price)))),
                new TreeSet<>(items.stream().map(Item::kind).collect(Collectors.toSet())));
        say(items.stream()
                .collect(Collectors.flatMapping(
                        i -> i.name().chars().mapToObj(c -> (char) c), Collectors.toCollection(TreeSet::new))));
        Map<Boolean, Map<String, Integer>> nested = items.stream()
                .collect(Collectors.partitioningBy(
                        i -> i.name().length() == 4,
                        Collectors.groupingBy(Item::kind, TreeMap::new, Collectors.summingInt(Item::price))));
        say(nested);
        Collector<String, StringBuilder, String> own = Collector.of(
                StringBuilder::new, (b, s) -> b.insert(0, s), StringBuilder::append, StringBuilder::toString);
        say(
                Stream.of("a", "b", "c").collect(own),
                Stream.of(1, 2).collect(ArrayList::new, ArrayList::add, ArrayList::addAll),
                Stream.of("x").collect(Collectors.toUnmodifiableList()));
        attempt(
                "unmodifiable",
                () -> Stream.of("x").collect(Collectors.toUnmodifiableList()).add("y"));
    }
}
