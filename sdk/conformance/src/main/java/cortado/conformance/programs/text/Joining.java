package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

import java.util.List;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** StringJoiner, StringTokenizer and joining collectors. */
final class Joining {
    static void main() {
        StringJoiner joiner = new StringJoiner(", ", "{", "}");
        say(joiner, joiner.length());
        joiner.setEmptyValue("EMPTY");
        say(joiner);
        joiner.add("a").add("").add(null).add("b");
        say(joiner, joiner.length(), joiner.merge(new StringJoiner("+").add("x").add("y")), new StringJoiner("-"));
        say(
                String.join("; ", List.of("p", "q")),
                String.join("", "a", null, "b"),
                Stream.of("s", "t").collect(Collectors.joining("|", "<", ">")));
        StringTokenizer tokens = new StringTokenizer("to be, or not", " ,", false);
        say(tokens.countTokens());
        while (tokens.hasMoreTokens()) {
            say(tokens.nextToken());
        }
        StringTokenizer kept = new StringTokenizer("1+2*3", "+*", true);
        StringBuilder all = new StringBuilder();
        while (kept.hasMoreElements()) {
            all.append('[').append(kept.nextElement()).append(']');
        }
        say(all);
    }
}
