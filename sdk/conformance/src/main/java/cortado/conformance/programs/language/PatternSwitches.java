package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

import java.util.List;

/** Switches over types, with guards, null and dominance. */
final class PatternSwitches {
    private enum Suit {
        HEARTS,
        SPADES
    }

    static void main() {
        Object[] things = {
            1,
            -5,
            42,
            7L,
            2.5,
            'c',
            "",
            "text",
            "long text here",
            null,
            Suit.SPADES,
            Suit.HEARTS,
            new int[] {1, 2},
            new String[2],
            List.of(1),
            new Object[0],
            true,
            (byte) 3
        };
        for (Object thing : things) {
            say(describe(thing));
        }
        for (CharSequence s : new CharSequence[] {"abc", new StringBuilder("builder"), "x"}) {
            say(
                    switch (s) {
                        case String text when text.length() == 1 -> "char " + text;
                        case String text -> "string " + text;
                        case StringBuilder b -> "builder " + b.reverse();
                        default -> "other";
                    });
        }
        for (String s : new String[] {"yes", "NO", "maybe", null}) {
            say(
                    switch (s) {
                        case null -> "nothing";
                        case "yes" -> "agreed";
                        case String t when t.equalsIgnoreCase("no") -> "refused";
                        case String t -> "unclear " + t;
                    });
        }
    }

    private static String describe(Object thing) {
        return switch (thing) {
            case null -> "null!";
            case Integer i when i < 0 -> "negative " + i;
            case Integer i when i == 42 -> "the answer";
            case Integer i -> "int " + i;
            case Long l -> "long " + l;
            case Double d -> "double " + d;
            case String s when s.isEmpty() -> "empty";
            case String s when s.length() > 10 -> "long string";
            case String s -> "string " + s;
            case Suit.SPADES -> "spades";
            case Suit s -> "suit " + s;
            case int[] array -> "ints " + array.length;
            case Object[] array when array.length == 0 -> "no objects";
            case Object[] array -> "objects " + array.length;
            case List<?> list -> "list " + list;
            case Character c -> "char " + c;
            case Boolean b -> "boolean " + b;
            default -> "other " + thing.getClass().getSimpleName();
        };
    }
}
