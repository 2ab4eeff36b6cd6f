package cortado.trials.recovery;

import cortado.api.Folio;
import cortado.api.StatusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All memory that can be had, zeroed: whoever writes to memory that is not its own is likely to be found here. */
final class Hoard {
    /** Handles are few, so memory is taken in large parts first. */
    private static final long LARGEST = 64 << 20;

    private final List<Folio> parts = new ArrayList<>();
    private final byte[] bytes = new byte[4096];
    private final byte[] zeros = new byte[4096];

    /** Takes all memory that is free now, in ever smaller parts. */
    void takeAll() {
        for (long size = LARGEST; size >= 4096; size /= 4) {
            Folio part = take(size);
            while (part != null) {
                parts.add(part);
                part = take(size);
            }
        }
    }

    /** Memory that can be read: with the tables that this takes; or null. */
    private static Folio take(long size) {
        Folio part = null;
        try {
            part = Folio.create(size);
            part.load8(0);
            return part;
        } catch (StatusException e) {
            if (part != null) {
                part.close();
            }
            return null;
        }
    }

    /** Bytes that were taken. */
    long size() {
        return parts.stream().mapToLong(Folio::size).sum();
    }

    /** Pages that someone else has written to. */
    int damagedPages() {
        int damaged = 0;
        for (Folio part : parts) {
            for (long at = 0; at < part.size(); at += bytes.length) {
                part.read(at, bytes, 0, bytes.length);
                damaged += Arrays.equals(bytes, zeros) ? 0 : 1;
            }
        }
        return damaged;
    }

    /** Gives everything back. */
    void release() {
        parts.forEach(Folio::close);
        parts.clear();
    }
}
