package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

import java.util.Locale;

/** Upper and lower case beyond ASCII. */
final class CaseMapping {
    static void main() {
        for (char c : "aZéÉßµÿŸıİǅΣσςяДžŽⓐ9".toCharArray()) {
            say((int) c, (int) Character.toUpperCase(c), (int) Character.toLowerCase(c), (int)
                    Character.toTitleCase(c));
        }
        say(
                "straße".toUpperCase(Locale.ROOT),
                "ÀÉÎÕÜ".toLowerCase(Locale.ROOT),
                "ОДЕССА".toLowerCase(Locale.ROOT),
                "ﬁ".toUpperCase(Locale.ROOT));
        say(
                "ÄÖ".equalsIgnoreCase("äö"),
                "I".toLowerCase(Locale.ROOT),
                "ΑΣ".toLowerCase(Locale.ROOT),
                "abc".compareToIgnoreCase("ABD"));
        say(
                String.CASE_INSENSITIVE_ORDER.compare("hello", "HELLO"),
                "tITLE".substring(0, 1).toUpperCase() + "tITLE".substring(1).toLowerCase());
    }
}
