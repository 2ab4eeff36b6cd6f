package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.List;

/** Objects with fields of every type keep their values while the heap is compacted around them. */
final class ArraysOfEverything {
    private static class Small {
        byte b;
        boolean z;
        char c;
        short s;
    }

    private static final class Large extends Small {
        int i;
        long l;
        float f;
        double d;
        Object o;
        Small inner;
        int[] array;
    }

    static void main() {
        List<Large> kept = new ArrayList<>();
        for (int n = 0; n < 40_000; n++) {
            Large made = new Large();
            made.b = (byte) n;
            made.z = n % 2 == 0;
            made.c = (char) n;
            made.s = (short) -n;
            made.i = n * 77;
            made.l = (long) n << 33;
            made.f = n / 3f;
            made.d = n / 7.0;
            made.o = n % 3 == 0 ? "s" + n : Integer.valueOf(n);
            made.inner = new Small();
            made.inner.c = (char) (n + 1);
            made.array = new int[] {n, n + 1};
            if (n % 20 == 0) {
                kept.add(made);
            }
            if (kept.size() > 1000) {
                kept.subList(0, 500).clear();
            }
        }
        long wrong = 0;
        double sum = 0;
        for (Large x : kept) {
            int n = x.array[0];
            boolean right = x.b == (byte) n
                    && x.z == (n % 2 == 0)
                    && x.c == (char) n
                    && x.s == (short) -n
                    && x.i == n * 77
                    && x.l == (long) n << 33
                    && x.f == n / 3f
                    && x.d == n / 7.0
                    && x.inner.c == (char) (n + 1)
                    && x.array[1] == n + 1
                    && x.o.equals(n % 3 == 0 ? "s" + n : (Object) n);
            wrong += right ? 0 : 1;
            sum += x.d;
        }
        say(kept.size(), wrong, sum);
    }
}
