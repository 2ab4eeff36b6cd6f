package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** Switches on strings, with equal hashes, fall-through and defaults. */
@SuppressWarnings("fallthrough")
final class SwitchOnStrings {
    static void main() {
        for (String text : new String[] {"Aa", "BB", "C#", "", "one", "two", "three", "other", "ONE"}) {
            int code = 0;
            switch (text) {
                case "Aa":
                    code += 1;
                case "BB":
                    code += 10;
                    break;
                case "C#":
                    code = 100;
                    break;
                case "":
                    code = -1;
                default:
                    code -= 5;
            }
            String word = switch (text) {
                case "one", "ONE" -> "1";
                case "two" -> {
                    String made = text + text;
                    yield made.toUpperCase();
                }
                case "three" -> "3";
                default -> text.isEmpty() ? "empty" : "?";
            };
            say(text, code, word, "AaBB".hashCode() == "BBAa".hashCode());
        }
    }
}
