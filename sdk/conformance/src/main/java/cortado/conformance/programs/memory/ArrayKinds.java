package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

import java.util.Arrays;

/** Arrays of every element type: defaults, initialisers, lengths, identity. */
final class ArrayKinds {
    static void main() {
        say(
                new boolean[1][0].length,
                new byte[2][1][0].length,
                Arrays.toString(new boolean[2]),
                Arrays.toString(new char[] {'a', 98, '\u0063'}));
        say(
                Arrays.toString(new byte[] {1, -1, (byte) 300}),
                Arrays.toString(new short[3]),
                Arrays.toString(new long[] {1L << 50}),
                Arrays.toString(new float[] {1, .5f}));
        say(
                Arrays.toString(new double[] {1, 2.5}),
                Arrays.toString(new String[2]),
                Arrays.toString((int[]) null),
                Arrays.toString(new Object[] {1, "a", null, new int[0].length}));
        int[][] jagged = {{}, {1}, {1, 2}, null};
        say(Arrays.deepToString(jagged), jagged[2][1], jagged.length);
        int[][][] cube = new int[2][3][4];
        cube[1][2][3] = 9;
        cube[0][1] = new int[] {7};
        say(Arrays.deepToString(cube), cube[0][1].length);
        long[][] rows = new long[3][];
        say(rows[1], rows.length);
        Object[] objects = new Integer[] {1, 2};
        objects[0] = 5;
        say(
                objects.getClass().getName(),
                objects[0],
                objects instanceof Integer[],
                objects instanceof Number[],
                (Object) objects instanceof int[]);
        char[] chars = {'x'};
        chars[0]++;
        chars[0] += 1;
        byte[] bytes = {127};
        bytes[0]++;
        say(chars[0], bytes[0], new int[] {1, 2, 3}[1], new int[0].length, new String[][] {{"deep"}}[0][0]);
        boolean[] flags = new boolean[3];
        flags[1] |= true;
        flags[2] ^= flags[1];
        say(flags[0], flags[1], flags[2], flags[0] = true);
        double[] big = new double[10000];
        for (int i = 0; i < big.length; i++) {
            big[i] = i / 3.0;
        }
        double sum = 0;
        for (double d : big) {
            sum += d;
        }
        say(sum);
    }
}
