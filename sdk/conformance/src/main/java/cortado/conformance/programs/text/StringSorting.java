package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Orders of strings. */
final class StringSorting {
    static void main() {
        String[] words = {"pear", "Apple", "fig", "apple", "Zebra", "", "éclair", "figs", "10", "9", "a b", "a-b", "a_b"
        };
        String[] natural = words.clone();
        Arrays.sort(natural);
        say(Arrays.toString(natural));
        Arrays.sort(natural, String.CASE_INSENSITIVE_ORDER);
        say(Arrays.toString(natural));
        List<String> list = new ArrayList<>(List.of(words));
        list.sort(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
        say(list);
        list.sort(Comparator.comparing((String s) -> s.isEmpty() ? 'z' : s.charAt(0))
                .reversed());
        say(list);
        say(
                "a".compareTo("é"),
                "Z".compareTo("a"),
                "a b".compareTo("a-b"),
                "fig".compareTo("figs"),
                "\uFFFF".compareTo("\uD800"));
    }
}
