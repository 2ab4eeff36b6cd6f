package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.attemptTo;
import static cortado.conformance.Say.say;

/** A static initialiser that throws makes its class unusable for good. */
final class InitializerFailure {
    private static final class Broken {
        static int value = 1;

        static {
            say("initialising Broken");
            if (value == 1) {
                throw new IllegalStateException("on purpose");
            }
        }

        static int get() {
            return value;
        }
    }

    private static final class Failing {
        static {
            say("initialising Failing");
            fail();
        }

        private static void fail() {
            throw new StackOverflowError("an error stays itself");
        }

        int instance = 3;
    }

    static void main() {
        for (int i = 0; i < 3; i++) {
            try {
                say(Broken.get());
            } catch (ExceptionInInitializerError e) {
                say("first", e.getMessage(), e.getCause(), e.getException());
            } catch (NoClassDefFoundError e) {
                say("later", e.getClass().getName());
            }
        }
        try {
            say(Broken.value);
        } catch (NoClassDefFoundError e) {
            say("field", e.getMessage());
        }
        attempt("error", () -> new Failing().instance);
        attemptTo("error again", () -> {
            try {
                new Failing();
            } catch (NoClassDefFoundError e) {
                say("again", e.getMessage());
            }
        });
    }
}
