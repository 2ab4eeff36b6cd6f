package cortado.app.vmm;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.StatusException;
import cortado.api.service.Entropy;

/**
 * Random bytes for the guest: the hardware's where there is a driver. Without one the clock starts a sequence that no
 * two guests share, but that is no secret; Linux knows such a seed as not credited.
 */
final class Seed {
    private static final long PATIENCE = 2_000;
    private static final long STEP = 0x9e37_79b9_7f4a_7c15L; // SplitMix64, Steele et al. 2014

    private Entropy entropy;
    private long state = Clock.nanos();

    Seed(Environ environ) {
        try {
            entropy = new Entropy(environ);
            entropy.fill(new byte[1], Clock.after(PATIENCE));
        } catch (StatusException e) {
            entropy = null;
        }
    }

    /** Fills the array; how many bytes it did, for {@code VirtioRng.Source}. */
    int fill(byte[] target, int length) {
        byte[] some = bytes(length);
        System.arraycopy(some, 0, target, 0, length);
        return length;
    }

    /** So many bytes. */
    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        if (entropy != null) {
            try {
                entropy.fill(bytes, Clock.after(PATIENCE));
                return bytes;
            } catch (StatusException e) {
                entropy = null;
            }
        }
        for (int i = 0; i < count; i++) {
            state += STEP;
            long mixed = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
            mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
            bytes[i] = (byte) (mixed ^ mixed >>> 31);
        }
        return bytes;
    }
}
