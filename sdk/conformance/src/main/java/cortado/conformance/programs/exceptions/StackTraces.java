package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** The class, method and line of the topmost frames. */
final class StackTraces {
    private final int[] cells = new int[2];

    static void main() {
        try {
            first(3);
        } catch (IllegalStateException e) {
            show(e, 3);
        }
        try {
            new StackTraces().store(5);
        } catch (ArrayIndexOutOfBoundsException e) {
            show(e, 2);
        }
        try {
            say(divide(1, Integer.parseInt("0")));
        } catch (ArithmeticException e) {
            show(e, 2);
        }
        try {
            length(null);
        } catch (NullPointerException e) {
            show(e, 2);
        }
        try {
            cast(5);
        } catch (ClassCastException e) {
            show(e, 2);
        }
        try {
            new Inner(-1);
        } catch (IllegalArgumentException e) {
            show(e, 2);
        }
        try {
            make(-4);
        } catch (NegativeArraySizeException e) {
            show(e, 2);
        }
    }

    private static void show(Throwable thrown, int frames) {
        StackTraceElement[] trace = thrown.getStackTrace();
        say(thrown.getClass().getName());
        for (int i = 0; i < frames; i++) {
            StackTraceElement frame = trace[i];
            say(" at", frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
        }
    }

    private static int first(int n) {
        if (n > 0) {
            return second(n) + 1;
        }
        return 0;
    }

    private static int second(int n) {
        int doubled = n * 2;
        if (doubled > 5) {
            throw new IllegalStateException("n is " + n);
        }
        return first(n - 1);
    }

    private void store(int index) {
        cells[0] = 1;
        cells[index] = 2;
        cells[1] = 3;
    }

    private static int divide(int a, int b) {
        int quotient = a / b;
        return quotient + 1;
    }

    private static int length(String text) {
        return text.length();
    }

    private static String cast(Object value) {
        return (String) value;
    }

    private static int[] make(int size) {
        return new int[size];
    }

    private static final class Inner {
        private final int size;

        Inner(int size) {
            this.size = size;
            check();
        }

        private void check() {
            if (size < 0) {
                throw new IllegalArgumentException("size");
            }
        }
    }
}
