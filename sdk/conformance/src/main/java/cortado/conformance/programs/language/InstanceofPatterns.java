package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** The scope of variables that instanceof binds. */
final class InstanceofPatterns {
    private static String value = "field";

    static void main() {
        Object[] things = {"text", 5, null, 2.5, new int[] {4}, 'x'};
        for (Object thing : things) {
            if (thing instanceof String value && value.length() > 3) {
                say("string", value.toUpperCase());
            } else if (thing instanceof Integer i) {
                say("integer", i + 1, value);
            } else if (!(thing instanceof Number n)) {
                say("no number", thing instanceof int[] array ? array[0] : -1);
            } else {
                say("number", n.intValue());
            }
            boolean both = thing instanceof Comparable<?> c && c instanceof CharSequence s && s.isEmpty();
            say(both, thing instanceof Object, thing instanceof Number || thing instanceof String);
        }
        Object o = things[1];
        while (!(o instanceof String s)) {
            o = String.valueOf(o);
        }
        say(s.length(), early("abc"), early(3));
        final Object last = "x";
        say(last instanceof String t ? t + t : "none");
    }

    private static int early(Object o) {
        if (!(o instanceof String s)) {
            return -1;
        }
        return s.length();
    }
}
