package cortado.aot.classlib.java.util;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The linear congruential generator whose sequences {@link java.util.Random} fixes. */
public class Random implements RandomGenerator {
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long MASK = (1L << 48) - 1;
    private static long made = 8682522807148012L;

    private long seed;
    private double nextGaussian;
    private boolean hasNextGaussian;

    public Random() {
        this((made *= 1181783497276652981L) ^ System.nanoTime());
    }

    public Random(long seed) {
        this.seed = (seed ^ MULTIPLIER) & MASK;
    }

    public void setSeed(long value) {
        seed = (value ^ MULTIPLIER) & MASK;
        hasNextGaussian = false;
    }

    protected int next(int bits) {
        seed = (seed * MULTIPLIER + 0xB) & MASK;
        return (int) (seed >>> (48 - bits));
    }

    @Override
    public int nextInt() {
        return next(32);
    }

    @Override
    public int nextInt(int bound) {
        check(bound > 0, "bound must be positive");
        int bits = next(31);
        int last = bound - 1;
        if ((bound & last) == 0) {
            return (int) ((bound * (long) bits) >> 31);
        }
        int value = bits % bound;
        while (bits - value + last < 0) {
            bits = next(31);
            value = bits % bound;
        }
        return value;
    }

    @Override
    public int nextInt(int origin, int bound) {
        check(origin < bound, "bound must be greater than origin");
        int value = nextInt();
        int size = bound - origin;
        int last = size - 1;
        if ((size & last) == 0) {
            return (value & last) + origin;
        }
        if (size > 0) {
            int bits = value >>> 1;
            value = bits % size;
            while (bits + last - value < 0) {
                bits = nextInt() >>> 1;
                value = bits % size;
            }
            return value + origin;
        }
        while (value < origin || value >= bound) {
            value = nextInt();
        }
        return value;
    }

    @Override
    public long nextLong() {
        return ((long) next(32) << 32) + next(32);
    }

    @Override
    public long nextLong(long bound) {
        check(bound > 0, "bound must be positive");
        return nextLong(0, bound);
    }

    @Override
    public long nextLong(long origin, long bound) {
        check(origin < bound, "bound must be greater than origin");
        long value = nextLong();
        long size = bound - origin;
        long last = size - 1;
        if ((size & last) == 0) {
            return (value & last) + origin;
        }
        if (size > 0) {
            long bits = value >>> 1;
            value = bits % size;
            while (bits + last - value < 0) {
                bits = nextLong() >>> 1;
                value = bits % size;
            }
            return value + origin;
        }
        while (value < origin || value >= bound) {
            value = nextLong();
        }
        return value;
    }

    @Override
    public boolean nextBoolean() {
        return next(1) != 0;
    }

    @Override
    public float nextFloat() {
        return next(24) * 0x1p-24f;
    }

    @Override
    public double nextDouble() {
        return (((long) next(26) << 27) + next(27)) * 0x1p-53;
    }

    @Override
    public double nextDouble(double bound) {
        check(bound > 0 && bound < Double.POSITIVE_INFINITY, "bound must be finite and positive");
        double value = nextDouble() * bound;
        return value < bound ? value : Math.nextDown(bound);
    }

    @Override
    public double nextDouble(double origin, double bound) {
        check(origin < bound && bound - origin < Double.POSITIVE_INFINITY, "bound must be greater than origin");
        double value = nextDouble() * (bound - origin) + origin;
        return value < bound ? value : Math.nextDown(bound);
    }

    @Override
    public double nextGaussian() {
        if (hasNextGaussian) {
            hasNextGaussian = false;
            return nextGaussian;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        nextGaussian = y * scale;
        hasNextGaussian = true;
        return x * scale;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        int word = 0;
        for (int i = 0; i < bytes.length; i++) {
            word = i % 4 == 0 ? nextInt() : word >> 8;
            bytes[i] = (byte) word;
        }
    }

    @Override
    public IntStream ints() {
        return IntStream.generate(this::nextInt);
    }

    @Override
    public IntStream ints(long count) {
        return ints().limit(count);
    }

    @Override
    public IntStream ints(int origin, int bound) {
        check(origin < bound, "bound must be greater than origin");
        return IntStream.generate(() -> nextInt(origin, bound));
    }

    @Override
    public IntStream ints(long count, int origin, int bound) {
        return ints(origin, bound).limit(count);
    }

    @Override
    public LongStream longs() {
        return LongStream.generate(this::nextLong);
    }

    @Override
    public LongStream longs(long count) {
        return longs().limit(count);
    }

    @Override
    public LongStream longs(long origin, long bound) {
        check(origin < bound, "bound must be greater than origin");
        return LongStream.generate(() -> nextLong(origin, bound));
    }

    @Override
    public LongStream longs(long count, long origin, long bound) {
        return longs(origin, bound).limit(count);
    }

    @Override
    public DoubleStream doubles() {
        return DoubleStream.generate(this::nextDouble);
    }

    @Override
    public DoubleStream doubles(long count) {
        return doubles().limit(count);
    }

    @Override
    public DoubleStream doubles(double origin, double bound) {
        check(origin < bound, "bound must be greater than origin");
        return DoubleStream.generate(() -> nextDouble(origin, bound));
    }

    @Override
    public DoubleStream doubles(long count, double origin, double bound) {
        return doubles(origin, bound).limit(count);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
