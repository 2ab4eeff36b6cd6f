package cortado.conformance.programs.text;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

/** String.format with the conversions programs use most. */
final class Formatting {
    static void main() {
        say(String.format("%d %5d|%-5d|%05d %+d %,d", 42, 42, 42, 42, 42, 1234567));
        say(String.format("%x %X %08x %o %b %c %s %S %%", 255, 255, 255, 8, true, 'c', "text", "text"));
        say(String.format("%10s|%-10s|%.3s|%s", "right", "left", "truncated", (Object) null));
        say(String.format("%.2f %8.3f %-8.1f| %e %.0f %.1f", 3.14159, 2.71828, 1.5, 12345.678, 2.5, 0.05));
        say("%2$s %1$s %1$s".formatted("a", "b"), String.format("%n").length(), String.format("%d%%", 50L));
        attempt("missing", () -> String.format("%d %d", 1));
        attempt("wrong type", () -> String.format("%d", "x"));
        attempt("unknown", () -> String.format("%q", 1));
        System.out.printf("%s-%s%n", 1, 2);
    }
}
