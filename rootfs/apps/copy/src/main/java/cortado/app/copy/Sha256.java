package cortado.app.copy;

/** SHA-256: FIPS 180-4 §6.2. */
final class Sha256 {
    private static final int BLOCK = 64;
    private static final int ROUNDS = 64;

    /** The first 32 bits of the fractions of the cube roots of the first 64 primes (§4.2.2). */
    private static final int[] K = new int[ROUNDS];

    /** Likewise of the square roots of the first 8 (§5.3.3): where every hash starts. */
    private static final int[] START = new int[8];

    static {
        int prime = 2;
        for (int i = 0; i < ROUNDS; prime++) {
            if (isPrime(prime)) {
                K[i] = fraction(prime, 3);
                if (i < START.length) {
                    START[i] = fraction(prime, 2);
                }
                i++;
            }
        }
    }

    private final int[] state = START.clone();
    private final int[] words = new int[ROUNDS];
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long length;

    /** Takes more bytes in. */
    void update(byte[] bytes, int from, int count) {
        length += count;
        int at = from;
        int end = from + count;
        while (at < end) {
            int piece = Math.min(BLOCK - filled, end - at);
            System.arraycopy(bytes, at, block, filled, piece);
            filled += piece;
            at += piece;
            if (filled == BLOCK) {
                compress();
                filled = 0;
            }
        }
    }

    /** The hash of all that was taken in, in hexadecimal; to be called once. */
    String hex() {
        long bits = length * 8;
        byte[] padding = new byte[(BLOCK + 56 - 1 - filled) % BLOCK + 1];
        padding[0] = (byte) 0x80;
        update(padding, 0, padding.length);
        byte[] count = new byte[8];
        for (int i = 0; i < count.length; i++) {
            count[i] = (byte) (bits >>> (56 - 8 * i));
        }
        update(count, 0, count.length);
        StringBuilder text = new StringBuilder();
        for (int word : state) {
            for (int shift = 28; shift >= 0; shift -= 4) {
                text.append("0123456789abcdef".charAt(word >>> shift & 15));
            }
        }
        return text.toString();
    }

    private void compress() {
        for (int i = 0; i < 16; i++) {
            words[i] = ((block[4 * i] & 255) << 24)
                    | ((block[4 * i + 1] & 255) << 16)
                    | ((block[4 * i + 2] & 255) << 8)
                    | (block[4 * i + 3] & 255);
        }
        for (int i = 16; i < ROUNDS; i++) {
            int x = words[i - 15];
            int y = words[i - 2];
            int sigma0 = Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ (x >>> 3);
            int sigma1 = Integer.rotateRight(y, 17) ^ Integer.rotateRight(y, 19) ^ (y >>> 10);
            words[i] = sigma1 + words[i - 7] + sigma0 + words[i - 16];
        }
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int i = 0; i < ROUNDS; i++) {
            int sum1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
            int first = h + sum1 + ((e & f) ^ (~e & g)) + K[i] + words[i];
            int sum0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
            int second = sum0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + second;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private static boolean isPrime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }

    /** 32 bits of a root's fraction, found bit by bit: root · 2^32 is the largest r with r^n <= number · 2^(32n). */
    private static int fraction(int number, int degree) {
        long root = 0;
        for (int bit = 36; bit >= 0; bit--) {
            long attempt = root | (1L << bit);
            if (powerIsAtMost(attempt, degree, number)) {
                root = attempt;
            }
        }
        return (int) root;
    }

    /** Whether attempt^degree <= number · 2^(32 · degree), with numbers of up to 120 bits as words of 24. */
    private static boolean powerIsAtMost(long attempt, int degree, int number) {
        long[] product = {1, 0, 0, 0, 0, 0};
        for (int i = 0; i < degree; i++) {
            product = times(product, attempt);
        }
        long[] bound = {number, 0, 0, 0, 0, 0};
        for (int i = 0; i < degree; i++) {
            bound = times(bound, 1L << 32);
        }
        for (int i = product.length - 1; i >= 0; i--) {
            if (product[i] != bound[i]) {
                return product[i] < bound[i];
            }
        }
        return true;
    }

    /** A number in words of 24 bits, lowest first, times one of up to 38 bits. */
    private static long[] times(long[] number, long factor) {
        long[] product = new long[number.length];
        long carry = 0;
        for (int i = 0; i < number.length; i++) {
            long sum = number[i] * factor + carry;
            product[i] = sum & 0xff_ffff;
            carry = sum >>> 24;
        }
        return product;
    }
}
