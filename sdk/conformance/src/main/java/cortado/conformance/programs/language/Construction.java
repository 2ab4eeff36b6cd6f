package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** The order of field initialisers, initialiser blocks and constructors, up and down the hierarchy. */
final class Construction {
    private static int log(String what, int value) {
        say(what);
        return value;
    }

    private static class Base {
        int a = log("Base.a", 1);

        {
            log("Base block", 0);
        }

        Base() {
            this(log("Base() argument", 5));
            log("Base()", 0);
        }

        Base(int x) {
            log("Base(int) " + x, 0);
            hook();
        }

        void hook() {
            say("Base.hook");
        }
    }

    private static class Derived extends Base {
        int b = log("Derived.b", 2);
        final int constant = 77;
        final String late;

        {
            log("Derived block", 0);
        }

        Derived() {
            super();
            late = "set";
            log("Derived()", 0);
        }

        Derived(String s) {
            super(log("Derived(String) argument", 6));
            late = s;
        }

        @Override
        void hook() {
            say("Derived.hook", b, constant, late);
        }
    }

    private static final class Fails extends Base {
        static Fails leaked;

        Fails() {
            super(1);
            throw new IllegalStateException("half made");
        }

        @Override
        void hook() {
            leaked = this;
        }
    }

    static void main() {
        say(new Derived().late);
        say(new Derived("x").b);
        try {
            new Fails();
        } catch (IllegalStateException e) {
            say(e.getMessage(), Fails.leaked.a);
        }
    }
}
