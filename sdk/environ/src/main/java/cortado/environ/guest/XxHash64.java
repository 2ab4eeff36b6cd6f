package cortado.environ.guest;

import cortado.abi.LittleEndian;

/**
 * XXH64, seed 0 (xxhash.com/doc/v0.8.2, XXH64 algorithm description): tells on the board whether the guest's image is
 * as it was built. It finds damage, not malice.
 */
public final class XxHash64 {
    private static final long PRIME_1 = 0x9e37_79b1_85eb_ca87L;
    private static final long PRIME_2 = 0xc2b2_ae3d_27d4_eb4fL;
    private static final long PRIME_3 = 0x1656_67b1_9e37_79f9L;
    private static final long PRIME_4 = 0x85eb_ca77_c2b2_ae63L;
    private static final long PRIME_5 = 0x27d4_eb2f_1656_67c5L;
    private static final int STRIPE = 32;

    private long first = 0x60ea_27ee_adc0_b5d6L; // PRIME_1 + PRIME_2
    private long second = PRIME_2;
    private long third;
    private long fourth = -PRIME_1;

    private long size;
    /** The last {@code size % STRIPE} bytes, which are no whole stripe yet. */
    private final byte[] rest = new byte[STRIPE];
    /** The stripes at hand. */
    private final long[] words = new long[16 * STRIPE / 8];

    /** Adds bytes to those hashed so far. */
    public void update(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        int held = (int) (size % STRIPE);
        size += length;
        if (held > 0) {
            int more = Math.min(STRIPE - held, length);
            System.arraycopy(bytes, at, rest, held, more);
            at += more;
            if (held + more < STRIPE) {
                return;
            }
            stripes(rest, 0, STRIPE);
        }
        int whole = at + (end - at) / STRIPE * STRIPE;
        stripes(bytes, at, whole);
        System.arraycopy(bytes, whole, rest, 0, end - whole);
    }

    private void stripes(byte[] bytes, int from, int end) {
        long a = first;
        long b = second;
        long c = third;
        long d = fourth;
        for (int at = from; at < end; at += 8 * words.length) {
            int count = Math.min(words.length, (end - at) / 8);
            LittleEndian.longs(bytes, at, words, count);
            for (int i = 0; i < count; i += 4) {
                a = round(a, words[i]);
                b = round(b, words[i + 1]);
                c = round(c, words[i + 2]);
                d = round(d, words[i + 3]);
            }
        }
        first = a;
        second = b;
        third = c;
        fourth = d;
    }

    /** The hash of all bytes so far. */
    public long hash() {
        long hash = PRIME_5;
        if (size >= STRIPE) {
            hash = rotate(first, 1) + rotate(second, 7) + rotate(third, 12) + rotate(fourth, 18);
            hash = merge(merge(merge(merge(hash, first), second), third), fourth);
        }
        hash += size;
        int at = 0;
        int end = (int) (size % STRIPE);
        for (; at <= end - 8; at += 8) {
            hash = rotate(hash ^ round(0, LittleEndian.i64(rest, at)), 27) * PRIME_1 + PRIME_4;
        }
        if (at <= end - 4) {
            long word = Integer.toUnsignedLong(LittleEndian.i32(rest, at));
            hash = rotate(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < end; at++) {
            hash = rotate(hash ^ LittleEndian.u8(rest, at) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    /** The hash as texts have it: sixteen hexadecimal digits. */
    public String text() {
        String digits = Long.toHexString(hash());
        return "0".repeat(16 - digits.length()) + digits;
    }

    /** {@link Long#rotateLeft}, but on the board without the question whether Long is initialised. */
    private static long rotate(long word, int bits) {
        return word << bits | word >>> -bits;
    }

    private static long round(long lane, long word) {
        return rotate(lane + word * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
}
