package cortado.environ.guest;

/**
 * XXH64, seed 0 (xxhash.com/doc/v0.8.2, XXH64 algorithm description): tells on the board whether the guest's image is
 * as it was built, at less than three instructions a byte. It finds damage, not malice.
 */
public final class XxHash64 {
    /** What is hashed. */
    public interface Bytes {
        /** How many. */
        long size();

        /** Eight of them, little-endian. */
        long load64(long offset);

        /** One of them, 0 to 255. */
        int load8(long offset);
    }

    private static final long PRIME_1 = 0x9e37_79b1_85eb_ca87L;
    private static final long PRIME_2 = 0xc2b2_ae3d_27d4_eb4fL;
    private static final long PRIME_3 = 0x1656_67b1_9e37_79f9L;
    private static final long PRIME_4 = 0x85eb_ca77_c2b2_ae63L;
    private static final long PRIME_5 = 0x27d4_eb2f_1656_67c5L;
    private static final int STRIPE = 32;

    private XxHash64() {}

    /** The hash of all bytes. */
    public static long of(Bytes bytes) {
        long size = bytes.size();
        long at = 0;
        long hash = PRIME_5;
        if (size >= STRIPE) {
            long first = 0x60ea_27ee_adc0_b5d6L; // PRIME_1 + PRIME_2
            long second = PRIME_2;
            long third = 0;
            long fourth = -PRIME_1;
            for (; at <= size - STRIPE; at += STRIPE) {
                first = round(first, bytes.load64(at));
                second = round(second, bytes.load64(at + 8));
                third = round(third, bytes.load64(at + 16));
                fourth = round(fourth, bytes.load64(at + 24));
            }
            hash = Long.rotateLeft(first, 1)
                    + Long.rotateLeft(second, 7)
                    + Long.rotateLeft(third, 12)
                    + Long.rotateLeft(fourth, 18);
            hash = merge(merge(merge(merge(hash, first), second), third), fourth);
        }
        hash += size;
        for (; at <= size - 8; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, bytes.load64(at)), 27) * PRIME_1 + PRIME_4;
        }
        if (at <= size - 4) {
            long word = 0;
            for (int i = 3; i >= 0; i--) {
                word = word << 8 | bytes.load8(at + i);
            }
            hash = Long.rotateLeft(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < size; at++) {
            hash = Long.rotateLeft(hash ^ bytes.load8(at) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    /** A hash as texts have it: sixteen hexadecimal digits. */
    public static String text(long hash) {
        String digits = Long.toHexString(hash);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private static long round(long lane, long word) {
        return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
}
