package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Strings as streams of characters. */
final class Characters {
    static void main() {
        String text = "Mississippi River";
        say(
                text.chars().filter(c -> c == 's').count(),
                text.chars().max().getAsInt(),
                text.chars().distinct().count());
        say(text.chars().mapToObj(c -> (char) c).map(String::valueOf).sorted().collect(Collectors.joining()));
        Map<Character, Integer> counts = new TreeMap<>();
        for (char c : text.toCharArray()) {
            counts.merge(c, 1, Integer::sum);
        }
        say(counts);
        say(IntStream.rangeClosed(1, text.length())
                .mapToObj(i -> text.charAt(text.length() - i))
                .map(Object::toString)
                .collect(Collectors.joining()));
        say(
                text.chars().allMatch(c -> c < 128),
                text.chars().anyMatch(Character::isUpperCase),
                text.codePoints().sum());
        CharSequence sequence = text.subSequence(0, 4);
        say(sequence, sequence.length(), sequence.chars().sum(), CharSequence.compare("a", "b"), sequence.isEmpty());
        say(isPalindrome("A man, a plan, a canal: Panama"), isPalindrome("not one"));
    }

    private static boolean isPalindrome(String text) {
        String letters = text.toLowerCase().replaceAll("[^a-z]", "");
        return new StringBuilder(letters).reverse().toString().equals(letters);
    }
}
