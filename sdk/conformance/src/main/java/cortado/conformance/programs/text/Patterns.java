package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Regular expressions. */
final class Patterns {
    static void main() {
        say(
                "abc123".matches("[a-z]+\\d+"),
                "abc".matches("b"),
                "a1b2".replaceAll("[0-9]", "#"),
                "a1b2".replaceFirst("\\d", ""));
        Matcher matcher =
                Pattern.compile("(\\w+)@(\\w+)\\.(com|org)").matcher("mail joe@site.com and ann@place.org now");
        while (matcher.find()) {
            say(matcher.group(), matcher.group(1), matcher.group(2), matcher.group(3), matcher.start(), matcher.end(2));
        }
        say("John Smith".replaceAll("(\\w+) (\\w+)", "$2, $1"), "aXbXc".replaceAll("X", Matcher.quoteReplacement("$")));
        say(
                Pattern.matches("a{2,3}", "aaaa"),
                Pattern.compile("ab*", Pattern.CASE_INSENSITIVE).matcher("ABBB").matches());
        say(
                "<a><b>".replaceAll("<.+?>", "_"),
                "<a><b>".replaceAll("<.+>", "_"),
                "x.y".replaceAll(Pattern.quote("."), "-"));
        Matcher named = Pattern.compile("(?<year>\\d{4})-(?<month>\\d\\d)").matcher("on 2026-07");
        say(named.find(), named.group("year"), named.group("month"), named.groupCount());
        say("foobar".matches("foo(?=bar).*"), "aab".matches("(a)\\1b"), "tel 555".matches("^tel\\s\\d+$"));
    }
}
