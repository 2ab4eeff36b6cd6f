package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** Many live variables of every type across calls, loops and handlers. */
@SuppressWarnings("lossy-conversions")
final class LocalVariables {
    static void main() {
        byte b = 1;
        short s = 2;
        char c = '3';
        int i = 4;
        long l = 5;
        float f = 6.5f;
        double d = 7.25;
        boolean z = true;
        String t = "t";
        int[] a = {8};
        for (int round = 0; round < 5; round++) {
            try {
                b += mix(b, s, c, i, l, f, d, z, t, a);
                s ^= b;
                c += 1;
                i = i * 31 + s;
                l = l << 1 ^ i;
                f = f / 2 + b;
                d = d * f - l;
                z = !z;
                t = t + round;
                a = new int[] {a[0] + round, a[a.length - 1]};
                if (round == 3) {
                    throw new IllegalStateException(t);
                }
            } catch (IllegalStateException e) {
                t = e.getMessage() + "!";
                a[1] = -1;
            } finally {
                l++;
            }
            say(b, s, c, i, l, f, d, z, t, a[0], a.length);
        }
        int x1 = i, x2 = x1 + 1, x3 = x2 * x1, x4 = x3 - x2, x5 = x4 ^ x3, x6 = x5 + x1, x7 = x6 * x2, x8 = x7 - x3;
        int swap = x1;
        x1 = x8;
        x8 = swap;
        say(x1, x2, x3, x4, x5, x6, x7, x8);
        var inferred = new Object() {
            int p = 1;
            String q = "q";
        };
        inferred.p += 5;
        say(inferred.p, inferred.q);
    }

    private static int mix(byte b, short s, char c, int i, long l, float f, double d, boolean z, String t, int[] a) {
        return (int) (b + s + c + i + l + f + d + (z ? 1 : 0) + t.length() + a[0]);
    }
}
