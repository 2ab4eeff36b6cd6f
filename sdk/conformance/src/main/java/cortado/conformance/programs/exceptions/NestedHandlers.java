package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** Handlers inside of handlers, rethrowing, and choosing by class. */
final class NestedHandlers {
    private static class Base extends Exception {
        private static final long serialVersionUID = 1;

        Base(String message) {
            super(message);
        }
    }

    private static final class Derived extends Base {
        private static final long serialVersionUID = 1;

        Derived(String message) {
            super(message);
        }
    }

    static void main() {
        for (int i = 0; i < 6; i++) {
            try {
                try {
                    throwOne(i);
                    say(i, "nothing");
                } catch (Derived e) {
                    say(i, "derived", e.getMessage());
                    throw e;
                } catch (Base | ArithmeticException e) {
                    say(i, "base or arithmetic", e.getMessage());
                    throw new IllegalStateException("wrapped", e);
                } finally {
                    say(i, "inner finally");
                }
            } catch (Derived e) {
                say(i, "again", e.getMessage());
            } catch (RuntimeException e) {
                say(i, e.getClass().getName(), e.getMessage(), e.getCause());
            } catch (Throwable e) {
                say(i, "throwable", e);
            }
        }
        try {
            try {
                throw new Base("a");
            } catch (Base e) {
                try {
                    throw new Derived("b");
                } catch (Derived inner) {
                    say(e.getMessage(), inner.getMessage());
                    throw e;
                }
            }
        } catch (Base e) {
            say("outer", e.getMessage(), e instanceof Derived);
        }
        say(depth(0));
    }

    private static void throwOne(int i) throws Base {
        switch (i) {
            case 0 -> throw new Derived("d");
            case 1 -> throw new Base("b");
            case 2 -> throw new ArithmeticException("a");
            case 3 -> throw new AssertionError("assertion");
            case 4 -> throw new UnsupportedOperationException();
            default -> {}
        }
    }

    private static int depth(int n) {
        try {
            if (n == 20) {
                throw new RuntimeException("bottom");
            }
            return depth(n + 1) + 1;
        } catch (RuntimeException e) {
            if (n % 7 == 0) {
                return n * 1000;
            }
            throw e;
        } finally {
            if (n % 5 == 0) {
                say("leaving", n);
            }
        }
    }
}
