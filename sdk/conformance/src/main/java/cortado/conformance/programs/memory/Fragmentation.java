package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

/** Holes of every size between survivors of every size, then arrays that need them joined. */
final class Fragmentation {
    static void main() {
        byte[][] held = new byte[3000][];
        int seed = 7;
        long total = 0;
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < held.length; i++) {
                seed = seed * 1103515245 + 12345;
                if ((seed >>> 16 & 3) != 0) {
                    int size = (seed >>> 20) % 1200;
                    held[i] = new byte[size];
                    for (int at = 0; at < size; at += 97) {
                        held[i][at] = (byte) (i + at);
                    }
                } else {
                    held[i] = null;
                }
            }
            for (int i = round % 2; i < held.length; i += 2) {
                held[i] = null;
            }
            long[] large = new long[120_000];
            large[large.length - 1] = round;
            int live = 0;
            for (int i = 0; i < held.length; i++) {
                if (held[i] != null) {
                    live++;
                    for (int at = 0; at < held[i].length; at += 97) {
                        if (held[i][at] != (byte) (i + at)) {
                            throw new AssertionError("byte " + at + " of " + i + " changed");
                        }
                        total++;
                    }
                }
            }
            say(round, live, total, large[large.length - 1] + large[5]);
        }
    }
}
