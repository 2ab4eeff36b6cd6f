package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** Reading or calling something static is what initialises, at that very point of the expression. */
final class InitialiserSideEffects {
    private static final StringBuilder TRACE = new StringBuilder();

    private static int trace(String what, int value) {
        TRACE.append(what).append(' ');
        return value;
    }

    private static class A {
        static int a = trace("A", 1);
    }

    private static class B {
        static int b = trace("B", 2);

        static int get() {
            return trace("B.get", b);
        }
    }

    private static class C {
        static int c = trace("C", 3);

        C(int x) {
            trace("C()", x);
        }
    }

    private enum E {
        ONE(trace("E.ONE", 1));

        private final int n;

        E(int n) {
            this.n = trace("E()", n);
        }
    }

    private static class Writes {
        static int target = trace("Writes", 1);
    }

    private static class Lambda {
        static int x = trace("Lambda", 1);

        static int call() {
            return x;
        }
    }

    static void main() {
        int sum = trace("first", 0) + A.a + trace("middle", 0) + B.get() + trace("last", 0);
        say(sum, TRACE);
        TRACE.setLength(0);
        new C(trace("argument", C.c));
        say(TRACE);
        TRACE.setLength(0);
        say(trace("before", 5) + E.ONE.n, TRACE);
        TRACE.setLength(0);
        Writes.target = trace("value", 7);
        say(TRACE, Writes.target);
        TRACE.setLength(0);
        java.util.function.IntSupplier supplier = Lambda::call;
        trace("made", 0);
        supplier.getAsInt();
        say(TRACE);
        for (int i = 0; i < 2; i++) {
            TRACE.setLength(0);
            int z = i == 0 ? 0 : Late.get();
            say(i, z, TRACE);
        }
    }

    private static class Late {
        static {
            trace("Late", 0);
        }

        static int get() {
            return 9;
        }
    }
}
