package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** Endless recursion ends in an error that can be caught, again and again. */
final class StackOverflow {
    private static int depth;
    private StackOverflow other;

    static void main() {
        for (int i = 0; i < 3; i++) {
            depth = 0;
            try {
                say(down(0));
            } catch (StackOverflowError e) {
                say("caught", depth > 500, e.getMessage());
            }
        }
        StackOverflow a = new StackOverflow();
        a.other = a;
        try {
            say(a);
        } catch (StackOverflowError e) {
            say("toString", e.getMessage());
        }
        int unwound = 0;
        try {
            unwound = withFinally(0);
        } catch (Throwable e) {
            say(e.getClass().getName());
        }
        say("still working", unwound, sum(300), finallyRuns > 500);
    }

    private static int finallyRuns;

    private static int down(int n) {
        depth++;
        return down(n + 1) + 1;
    }

    private static int withFinally(int n) {
        try {
            return withFinally(n + 1);
        } finally {
            finallyRuns++;
        }
    }

    private static int sum(int n) {
        return n == 0 ? 0 : n + sum(n - 1);
    }

    @Override
    public String toString() {
        return "(" + other + ")";
    }
}
