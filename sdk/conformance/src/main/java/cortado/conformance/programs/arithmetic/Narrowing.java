package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Casts between integer types keep the low bits. */
final class Narrowing {
    static void main() {
        long[] values = {
            0, 127, 128, 255, 256, 32767, 32768, 65535, 65536, -1, -129, -32769, 1L << 31, 1L << 32, -1L << 33
        };
        for (long v : values) {
            say(v, (byte) v, (short) v, (int) (char) v, (int) v, (byte) (char) v, (char) (byte) v == (char) v);
        }
        int i = 0x1ff;
        byte b = (byte) i;
        char c = (char) b;
        say((int) c, (short) c, c >> 4, (byte) c);
        char d = (char) -1;
        say((int) d, (short) d, (long) d, (float) d);
    }
}
