package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

/** Arrays of megabytes, made, filled, dropped and made again. */
final class BigArrays {
    static void main() {
        long sum = 0;
        for (int round = 0; round < 8; round++) {
            int[] ints = new int[300_000 + round * 1000];
            for (int i = 0; i < ints.length; i++) {
                if (ints[i] != 0) {
                    throw new AssertionError("new array is not clear at " + i);
                }
                ints[i] = i * round;
            }
            Object[] objects = new Object[100_000];
            for (int i = 0; i < objects.length; i += 100) {
                objects[i] = new int[] {i};
            }
            byte[] bytes = new byte[700_000];
            bytes[bytes.length - 1] = 5;
            for (int i = 0; i < objects.length; i += 1000) {
                sum += ((int[]) objects[i])[0];
            }
            sum += ints[ints.length - 1] + bytes[bytes.length - 1];
        }
        say(sum);
        long[][] table = new long[200][200];
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 200; j++) {
                table[i][j] = (long) i * j;
            }
        }
        for (int i = 0; i < 100; i++) {
            table[i] = table[199 - i].clone();
        }
        say(table[0][199], table[99][3], table[150][150]);
    }
}
