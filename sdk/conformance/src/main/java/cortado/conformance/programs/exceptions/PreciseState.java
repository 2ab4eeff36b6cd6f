package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** What was written before an exception is there after it, and what comes after it never happened. */
final class PreciseState {
    private static int counter;
    private int field;

    static void main() {
        int local = 1;
        PreciseState object = new PreciseState();
        int[] array = new int[3];
        for (int i = 0; i < 5; i++) {
            try {
                local += 10;
                object.field = local;
                counter++;
                array[i] = local;
                local *= 2;
                object.field = -1;
            } catch (ArrayIndexOutOfBoundsException e) {
                say(i, local, object.field, counter);
            }
        }
        say(local, array[0], array[1], array[2]);
        String step = "none";
        try {
            step = "one";
            step = "two" + Integer.parseInt("x");
            step = "three";
        } catch (NumberFormatException e) {
            say(step);
        }
        long wide = 5;
        double d = 0.5;
        try {
            wide = wide * 1_000_000_007L;
            d = d * wide;
            int bad = array[(int) wide & 0xff | 0x10];
            wide = bad;
        } catch (RuntimeException e) {
            say(wide, d);
        }
        int result = 0;
        try {
            result = sideEffect(1) + array[sideEffect(7)] + sideEffect(100);
        } catch (RuntimeException e) {
            say(result, counter);
        }
    }

    private static int sideEffect(int value) {
        counter += value;
        return value;
    }
}
