package cortado.conformance.programs.language;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

/** Conditional expressions: types, unboxing, nesting, short circuits. */
final class Conditionals {
    private static int calls;

    private static boolean count(boolean result) {
        calls++;
        return result;
    }

    static void main() {
        Integer none = null;
        Integer five = 5;
        boolean yes = five == 5;
        attempt("mixed null", () -> yes ? none : 0);
        attempt("boxed null", () -> yes ? none : five);
        attempt("object null", () -> yes ? (Object) none : 0);
        Object widened = yes ? 1 : 2.0;
        Object kept = yes ? (Object) 1 : 2.0;
        say(widened, kept, yes ? 'a' : 98, yes ? (char) 98 : 0, (yes ? 1 : 'a') + 0);
        for (int i = 0; i < 5; i++) {
            say(i < 1 ? "zero" : i < 3 ? i == 1 ? "one" : "two" : i % 2 == 0 ? "even" : "odd");
        }
        say(count(false) && count(true), calls, count(true) || count(false), calls, count(false) & count(true), calls);
        boolean b = count(true);
        b &= count(false);
        b |= count(true);
        b ^= true;
        say(b, calls, !b == true, b != false);
        long l = yes ? 1 : 2L;
        float f = yes ? five : 2f;
        Long boxedLong = yes ? 3L : null;
        say(l, f, boxedLong, (five > 3 ? "a" : "b") + "c", five > 3 ? "a" : "b" + "c");
    }
}
