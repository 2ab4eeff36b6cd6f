package cortado.trials.guided;

/** Random numbers that a seed decides: xorshift64 (Marsaglia, Journal of Statistical Software 8(14), 2003). */
final class Dice {
    private long state;

    Dice(long seed) {
        state = seed * 0x9e37_79b9_7f4a_7c15L | 1;
    }

    long next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state;
    }

    /** From 0 up to and without {@code bound}. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next() >>> 16, bound);
    }

    /** True once in so many times. */
    boolean once(int in) {
        return below(in) == 0;
    }
}
