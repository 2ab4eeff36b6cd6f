package cortado.conformance.programs.library;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.Random;

/** The sequences of java.util.Random are fixed by its specification. */
final class Randoms {
    static void main() {
        for (long seed : new long[] {42, 0, -1, Long.MAX_VALUE}) {
            Random random = new Random(seed);
            say(
                    random.nextInt(),
                    random.nextInt(10),
                    random.nextInt(1 << 20),
                    random.nextInt(1_500_000_000),
                    random.nextLong());
            say(
                    random.nextDouble(),
                    random.nextFloat(),
                    random.nextBoolean(),
                    random.nextGaussian(),
                    random.nextGaussian());
            byte[] bytes = new byte[7];
            random.nextBytes(bytes);
            say(
                    bytes[0],
                    bytes[6],
                    random.nextInt(5, 9),
                    random.nextLong(100),
                    random.nextLong(-5, 5),
                    random.nextDouble(2.5));
            random.setSeed(7);
            say(
                    random.nextInt(),
                    random.ints(4, 0, 100).boxed().toList(),
                    random.doubles(2).sum());
        }
        attempt("bound", () -> new Random(1).nextInt(0));
        attempt("range", () -> new Random(1).nextInt(5, 5));
    }
}
