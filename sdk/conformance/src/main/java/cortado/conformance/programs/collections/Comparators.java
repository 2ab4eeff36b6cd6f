package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Comparators built from comparators. */
final class Comparators {
    private record Person(String name, Integer age, double score) implements Comparable<Person> {
        @Override
        public int compareTo(Person other) {
            return name.compareTo(other.name);
        }

        @Override
        public String toString() {
            return name + age;
        }
    }

    static void main() {
        List<Person> people = new ArrayList<>(List.of(
                new Person("Bo", 30, 1.5),
                new Person("Al", 25, 2.5),
                new Person("Cy", 30, 0.5),
                new Person("Di", null, 9),
                new Person("Al", 41, 3)));
        Collections.sort(people);
        say(people);
        people.sort(Comparator.comparing(Person::age, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(Person::name));
        say(people);
        people.sort(Comparator.comparingDouble(Person::score).reversed());
        say(people);
        people.sort(Collections.reverseOrder());
        say(people, Collections.min(people), Collections.max(people, Comparator.comparingDouble(Person::score)));
        people.sort(Comparator.comparing(Person::name, String::compareTo).thenComparing(p -> p.score() * -1));
        say(people);
        people.sort(Comparator.comparing((Person p) -> p.name().length())
                .thenComparingInt(p -> p.age() == null ? -1 : p.age()));
        say(people);
        Comparator<Integer> oddFirst = (a, b) -> (b & 1) - (a & 1);
        Integer[] numbers = {4, 1, 3, 2, 6, 5};
        Arrays.sort(numbers, oddFirst.thenComparing(Comparator.naturalOrder()));
        say(
                Arrays.toString(numbers),
                oddFirst.reversed().compare(1, 2),
                Comparator.<Integer>nullsFirst(null).compare(null, 1));
    }
}
