package cortado.kernel.simulated;

import cortado.abi.Limits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Physical RAM, of which only the pages that were touched take room. Fresh pages are full of garbage, as on a board.
 */
public final class SimulatedRam {
    private static final byte GARBAGE = (byte) 0xa5;

    private final long start;
    private final long size;
    private final Map<Long, byte[]> pages = new HashMap<>();

    /** RAM at whole pages. */
    public SimulatedRam(long start, long size) {
        this.start = start;
        this.size = size;
    }

    public long start() {
        return start;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Whether a range is RAM. */
    public boolean contains(long physical, long length) {
        return physical >= start && length <= size && physical - start <= size - length;
    }

    /** Reads bytes; what is not RAM is an error of the kernel's. */
    public void read(long physical, byte[] target, int offset, int length) {
        check(physical, length);
        int done = 0;
        while (done < length) {
            long at = physical + done;
            int within = (int) (at % Limits.PAGE);
            int part = Math.min(length - done, Limits.PAGE - within);
            System.arraycopy(page(at), within, target, offset + done, part);
            done += part;
        }
    }

    /** Writes bytes. */
    public void write(long physical, byte[] source, int offset, int length) {
        check(physical, length);
        int done = 0;
        while (done < length) {
            long at = physical + done;
            int within = (int) (at % Limits.PAGE);
            int part = Math.min(length - done, Limits.PAGE - within);
            System.arraycopy(source, offset + done, page(at), within, part);
            done += part;
        }
    }

    /** Fills whole pages with zero. */
    public void zero(long physical, int count) {
        check(physical, (long) count * Limits.PAGE);
        for (int i = 0; i < count; i++) {
            pages.put(physical / Limits.PAGE + i, new byte[Limits.PAGE]);
        }
    }

    private byte[] page(long physical) {
        return pages.computeIfAbsent(physical / Limits.PAGE, number -> {
            byte[] page = new byte[Limits.PAGE];
            Arrays.fill(page, GARBAGE);
            return page;
        });
    }

    private void check(long physical, long length) {
        if (length < 0 || !contains(physical, length)) {
            throw new IllegalStateException("the kernel touched " + length + " bytes at physical 0x"
                    + Long.toHexString(physical) + ", which is not RAM");
        }
    }
}
