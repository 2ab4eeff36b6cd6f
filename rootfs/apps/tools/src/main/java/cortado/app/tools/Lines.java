package cortado.app.tools;

import java.util.Arrays;

/** A source cut at its line ends. */
final class Lines {
    private static final int PIECE = 4096;

    private final Source source;
    private byte[] buffer = new byte[PIECE];
    private int start;
    private int end;
    private boolean ended;

    Lines(Source source) {
        this.source = source;
    }

    /** The next line with its line end, which only the last one may lack; null after it. */
    byte[] next() {
        int looked = start;
        while (true) {
            for (int at = looked; at < end; at++) {
                if (buffer[at] == '\n') {
                    return take(at + 1);
                }
            }
            looked = end;
            if (ended) {
                return start == end ? null : take(end);
            }
            looked -= start;
            fill();
        }
    }

    private byte[] take(int to) {
        byte[] line = Arrays.copyOfRange(buffer, start, to);
        start = to;
        return line;
    }

    private void fill() {
        byte[] piece = new byte[PIECE];
        int count = source.read(piece);
        int kept = end - start;
        if (count < 0) {
            ended = true;
            count = 0;
        }
        byte[] larger = kept + count > buffer.length ? new byte[2 * (kept + count)] : buffer;
        System.arraycopy(buffer, start, larger, 0, kept);
        System.arraycopy(piece, 0, larger, kept, count);
        buffer = larger;
        start = 0;
        end = kept + count;
    }
}
