package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Prefix and postfix steps on every numeric type and place. */
final class Increments {
    private static byte b = Byte.MAX_VALUE;
    private short s = Short.MIN_VALUE;

    static void main() {
        say(b++, b, ++b, b--, --b);
        Increments here = new Increments();
        say(here.s--, here.s, ++here.s, here.s++);
        char c = 0;
        c--;
        say((int) c, (int) c++, (int) c);
        float f = 1e8f;
        f++;
        say(f, f++ == f, 0.1f + f);
        double d = 0.1;
        d++;
        say(d, d--, d);
        long l = Long.MAX_VALUE;
        say(l++, l, --l);
        Integer boxed = 127;
        boxed++;
        Integer other = boxed++;
        say(boxed, other, ++boxed);
        int i = 5;
        i = i++ + ++i;
        say(i);
        i = i-- - --i;
        say(i);
        int[] a = {0, 0};
        int k = 0;
        a[k++]++;
        ++a[k--];
        say(a[0], a[1], k, a[k]++ + ++a[k]);
    }
}
