package cortado.app.soak;

import cortado.api.Folio;
import cortado.api.StatusException;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Takes memory until little is left, and gives it back. */
final class Pressure {
    private static final long LARGEST = 8L << 20;
    private static final long SMALLEST = 64L << 10;
    /** Bytes that stay free at least: a process that starts needs some. */
    private static final long LEFT = 6L << 20;
    /** Folios at once. */
    private static final int MOST = 150;

    private final SystemClient system;
    private final List<Folio> taken = new ArrayList<>();
    private int times;
    private long least = Long.MAX_VALUE;

    Pressure(SystemClient system) {
        this.system = system;
    }

    /** Holds memory, if it holds none; else gives it back. */
    void change(Random random) {
        if (!taken.isEmpty()) {
            release();
            return;
        }
        times++;
        long free = system.machine().info().memoryFree();
        long target = LEFT + (long) (random.nextDouble() * random.nextDouble() * Math.max(0, free - LEFT));
        long piece = LARGEST;
        while (piece >= SMALLEST && taken.size() < MOST && free > target) {
            if (free - piece < target) {
                piece /= 2;
                continue;
            }
            try {
                taken.add(Folio.create(piece));
                free -= piece;
            } catch (StatusException e) {
                piece /= 2; // no run of that length is left
            }
        }
        least = Math.min(least, free);
    }

    void release() {
        taken.forEach(Folio::close);
        taken.clear();
    }

    /** How often memory was taken. */
    int times() {
        return times;
    }

    /** Bytes that were left at the worst. */
    long least() {
        return times == 0 ? 0 : least;
    }
}
