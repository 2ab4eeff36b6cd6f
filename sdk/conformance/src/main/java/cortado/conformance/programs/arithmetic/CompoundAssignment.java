package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** A compound assignment casts its result back to the type of its target. */
@SuppressWarnings("lossy-conversions")
final class CompoundAssignment {
    static void main() {
        byte b = 127;
        b += 1;
        say(b);
        b -= 3.7;
        say(b);
        b *= 2;
        say(b);
        b >>>= 1;
        say(b);
        b <<= 3;
        say(b);
        short s = -1;
        s >>>= 10;
        say(s);
        s *= 1.5;
        say(s);
        char c = 'z';
        c += 1.9;
        say(c);
        c -= 'a';
        say((int) c);
        int i = Integer.MAX_VALUE;
        i += 1.0f;
        say(i);
        i = 10;
        i *= 0.33;
        say(i);
        i ^= 0xffffffffffL;
        say(i);
        long l = 1;
        l <<= 40L;
        l += 0.5;
        say(l);
        float f = 1;
        f /= 3.0;
        say(f);
        int[] cells = {1, 2, 3};
        int at = 0;
        cells[at++] += at * 10;
        cells[at] <<= at++;
        cells[at] %= 2;
        say(cells[0], cells[1], cells[2], at);
        String text = null;
        text += 1 + 2;
        text += 'c';
        text += null;
        say(text);
    }
}
