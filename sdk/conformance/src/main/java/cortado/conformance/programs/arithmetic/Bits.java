package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** And, or, exclusive or and not, on every width and on booleans. */
final class Bits {
    static void main() {
        int[] values = {0, -1, 0x0f0f0f0f, 0xf0f0f0f0, 0x80000001};
        for (int a : values) {
            for (int b : values) {
                say(a & b, a | b, a ^ b, a & ~b, ~(a ^ b));
            }
        }
        long x = 0x00ff00ff00ff00ffL;
        long y = 0xffffffff00000000L;
        say(Long.toHexString(x & y), Long.toHexString(x | y), Long.toHexString(x ^ y), Long.toHexString(~x));
        say(Long.toHexString(x & -1), Long.toHexString(x & 0xffffffff), Long.toHexString(x & 0xffffffffL));
        boolean t = values[0] == 0;
        boolean f = values[0] == 1;
        say(t & f, t | f, t ^ f, t ^ t, !t, t & t, f | f);
        t &= f;
        f |= true;
        say(t, f, t ^= f, t ^= f);
        byte b = (byte) 0xa5;
        short s = (short) 0xff00;
        say(b & 0xff, b & s, b | s, b ^ s, ~b, ~s);
    }
}
