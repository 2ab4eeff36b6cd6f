package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** What a finally block does to returns, throws, breaks and values. */
final class TryFinally {
    private static StringBuilder trace = new StringBuilder();

    static void main() {
        say(returnsFromTry(), trace);
        say(returnsFromFinally(), trace);
        say(keepsTheValue(), trace);
        for (int i = 0; i < 4; i++) {
            trace.setLength(0);
            try {
                say(i, path(i), trace);
            } catch (RuntimeException e) {
                say(i, "escaped", e.getMessage(), trace);
            }
        }
        say(loops());
        try {
            replaced();
        } catch (IllegalStateException e) {
            say("replaced by", e.getMessage(), e.getCause(), e.getSuppressed().length);
        }
    }

    private static int returnsFromTry() {
        try {
            trace.append("try ");
            return 1;
        } finally {
            trace.append("finally ");
        }
    }

    @SuppressWarnings("finally")
    private static int returnsFromFinally() {
        try {
            throw new RuntimeException("lost");
        } finally {
            return 2;
        }
    }

    private static int keepsTheValue() {
        int value = 10;
        try {
            return value;
        } finally {
            value = 20;
            trace.append(value).append(' ');
        }
    }

    private static String path(int i) {
        try {
            trace.append("1 ");
            if (i == 1) {
                throw new IllegalArgumentException("one");
            }
            if (i == 2) {
                throw new IllegalStateException("two");
            }
            if (i == 3) {
                throw new ArithmeticException("three");
            }
            trace.append("2 ");
            return "try";
        } catch (IllegalArgumentException e) {
            trace.append("3 ");
            return "catch";
        } catch (IllegalStateException e) {
            trace.append("4 ");
            throw new RuntimeException("from catch", e);
        } finally {
            trace.append("5 ");
        }
    }

    private static int loops() {
        int count = 0;
        outer:
        for (int i = 0; i < 5; i++) {
            try {
                if (i == 1) {
                    continue;
                }
                for (int j = 0; j < 5; j++) {
                    try {
                        if (j == 2) {
                            continue outer;
                        }
                        if (i == 3) {
                            break outer;
                        }
                        count += 1;
                    } finally {
                        count += 10;
                    }
                }
            } finally {
                count += 100;
            }
        }
        return count;
    }

    @SuppressWarnings("finally")
    private static void replaced() {
        try {
            throw new IllegalArgumentException("first");
        } finally {
            throw new IllegalStateException("second");
        }
    }
}
