package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** Operands are evaluated left to right, before the operation, whatever it then does. */
final class EvaluationOrder {
    private static final StringBuilder TRACE = new StringBuilder();
    private int field;

    private static int v(int n) {
        TRACE.append(n).append(' ');
        return n;
    }

    private static int[] array(int n) {
        TRACE.append("array").append(n).append(' ');
        return new int[n];
    }

    private static EvaluationOrder object() {
        TRACE.append("object ");
        return new EvaluationOrder();
    }

    private static void done(Object result) {
        say(result, TRACE);
        TRACE.setLength(0);
    }

    static void main() {
        done(v(1) + v(2) * v(3) - (v(4) - v(5)));
        done(v(0) > v(1) && v(2) > v(1) || v(3) == v(3));
        done(v(0) > v(1) & v(2) > v(1) | v(3) == v(3));
        array(3)[v(1)] = v(2);
        done("store");
        try {
            array(1)[v(5)] = v(1 / v(0));
        } catch (ArithmeticException e) {
            done("value before bounds");
        } catch (ArrayIndexOutOfBoundsException e) {
            done("bounds before value");
        }
        try {
            int[] none = null;
            none[v(1)] = v(2);
        } catch (NullPointerException e) {
            done("null array last");
        }
        try {
            none().field = v(3);
        } catch (NullPointerException e) {
            done("null object last");
        }
        object().field = v(4);
        done("field");
        int i = 1;
        i += i++ * 2 + i;
        done(i);
        int[] a = {0, 10, 20, 30};
        int k = 1;
        a[k] = k = 2;
        done(a[1] + " " + k);
        a[k++] += k++ * 100;
        done(a[2] + " " + k);
        done(call(v(1), v(2), v(3)) + call(v(4), v(5), v(6)));
        int x = 5;
        done(x + (x = 7) * x);
        int y = 1;
        done((y = 2) + y * (y += 3) + y);
        int[][] grid = new int[v(2)][v(3)];
        done(grid.length + grid[0].length);
        try {
            int[][][] bad = new int[v(2)][v(-1)][v(4)];
            done(bad.length);
        } catch (NegativeArraySizeException e) {
            done(e.getMessage());
        }
        done(v(1) == 1 ? v(2) : v(3));
        String s = "a";
        s += s = "b";
        done(s);
        new int[] {v(1), v(2), v(3)}[v(0)]++;
        done("initialiser");
    }

    private static EvaluationOrder none() {
        TRACE.append("none ");
        return null;
    }

    private static int call(int a, int b, int c) {
        TRACE.append("call ");
        return a + b + c;
    }
}
