package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.attemptTo;
import static cortado.conformance.Say.say;

/** Exceptions that programs throw by hand: illegal arguments and states, unsupported operations and errors. */
final class Assertions {
    private sealed interface Step permits Go, Stop {}

    private record Go(int distance) implements Step {
        Go {
            if (distance < 0) {
                throw new IllegalArgumentException("distance must not be negative: " + distance);
            }
        }
    }

    private record Stop() implements Step {}

    static void main() {
        attempt("argument", () -> new Go(-3));
        attempt("fine", () -> new Go(3));
        attemptTo("state", () -> {
            throw new IllegalStateException();
        });
        attemptTo("state with cause", () -> {
            throw new IllegalStateException(new RuntimeException("why"));
        });
        attemptTo("unsupported", () -> {
            throw new UnsupportedOperationException("no");
        });
        attemptTo("assertion", () -> {
            throw new AssertionError(new Stop());
        });
        attemptTo("checked", () -> {
            throw new Exception("checked");
        });
        attemptTo("index", () -> {
            throw new IndexOutOfBoundsException(7);
        });
        attemptTo("array index", () -> {
            throw new ArrayIndexOutOfBoundsException("7");
        });
        attemptTo("string index", () -> {
            throw new StringIndexOutOfBoundsException("7");
        });
        attemptTo("clone", () -> {
            throw new CloneNotSupportedException("c");
        });
        attemptTo("thrown null message", () -> {
            throw new NumberFormatException(null);
        });
        attemptTo("internal", () -> {
            throw new InternalError("broken", new Error("inner"));
        });
        say(run(new Go(2)), run(new Stop()));
        try {
            run(null);
        } catch (NullPointerException e) {
            say("null step");
        }
        assert run(new Stop()) == 5 : "assertions are off";
    }

    private static int run(Step step) {
        return switch (step) {
            case Go go -> go.distance();
            case Stop stop -> 0;
        };
    }
}
