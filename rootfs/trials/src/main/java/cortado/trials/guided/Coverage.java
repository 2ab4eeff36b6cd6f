package cortado.trials.guided;

import cortado.platform.Platform;
import java.util.Optional;

/**
 * Which edges of the kernel were taken, and about how often: one byte a counter, as {@code coverage.S} hands them out.
 * A feature is a counter together with the range that its count was in; 0 is no range.
 */
final class Coverage {
    /** COVERAGE_CALL of layout.h, {@code (length, buffer) -> counters}. */
    private static final int CALL = 0xc0e;

    private static final int MOST = 1 << 17;

    private final byte[] counts;
    /** A bit for each range that a counter was seen in. */
    private final byte[] seen;
    /** Features of the last look that were not seen before: counter times 8 plus range. */
    private final int[] news = new int[512];

    private int newsCount;
    private int edges;
    private int features;

    Coverage(int counters) {
        counts = new byte[counters];
        seen = new byte[counters];
    }

    /** That of the kernel underneath; empty if it does not count. */
    static Optional<Coverage> ofKernel() {
        long counters = Platform.current().call(CALL, 0, 0, 0, 0);
        return counters > 0 && counters <= MOST ? Optional.of(new Coverage((int) counters)) : Optional.empty();
    }

    /** Takes the kernel's counts since the last time, which makes them zero. */
    void take() {
        long result = Platform.current().callBuffer2(CALL, counts.length, counts, 0, 0);
        if (result != counts.length) {
            throw new IllegalStateException("the kernel does not hand out its counters: " + result);
        }
    }

    /** The counts that {@link #take} fills. */
    byte[] counts() {
        return counts;
    }

    /** Whether the counts that were taken show something that was never seen. */
    boolean look() {
        newsCount = 0;
        for (int i = 0; i < counts.length; i++) {
            int count = counts[i];
            if (count != 0) {
                int range = range(count & 0xff);
                if ((seen[i] & (1 << range)) == 0 && newsCount < news.length) {
                    news[newsCount++] = i * 8 + range;
                }
            }
        }
        return newsCount > 0;
    }

    /** Whether the counts taken now show anything of what {@link #look} found new. */
    boolean again() {
        for (int i = 0; i < newsCount; i++) {
            int count = counts[news[i] >> 3] & 0xff;
            if (count != 0 && range(count) == (news[i] & 7)) {
                return true;
            }
        }
        return false;
    }

    /** Takes all that {@link #look} found for seen. */
    void remember() {
        for (int i = 0; i < newsCount; i++) {
            int counter = news[i] >> 3;
            if (seen[counter] == 0) {
                edges++;
            }
            seen[counter] |= (byte) (1 << (news[i] & 7));
            features++;
        }
    }

    /** Edges taken so far. */
    int edges() {
        return edges;
    }

    /** Features seen so far. */
    int features() {
        return features;
    }

    /** Edges that the kernel has. */
    int counters() {
        return counts.length;
    }

    /** 1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127, more: a loop's every turn is not news. */
    private static int range(int count) {
        if (count <= 3) {
            return count - 1;
        }
        return count < 8 ? 3 : count < 16 ? 4 : count < 32 ? 5 : count < 128 ? 6 : 7;
    }
}
