package cortado.flash.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Stands between a board and the person's terminal and reports the terminal's size to the board, which has no other way
 * to hear of it: a board that sets mode 2048 gets a report at once and then after each change. The mode's own sequences
 * go no further, so that a terminal which knows the mode too does not report a second time.
 */
public final class ReportingScreen extends OutputStream {
    private static final String MODE = "\u001b[?2048";

    /** Where the person's keys go. */
    public interface Board {
        /** Sends all of them, or none if the board is not there. */
        void type(byte[] keys);
    }

    private final OutputStream screen;
    private final Supplier<WindowSize> size;
    private final Board board;
    /** Bytes at the end of what came that are the beginning of {@link #MODE}. */
    private int held;

    private boolean reporting;

    /**
     * A screen.
     *
     * @param screen gets what the board sends
     * @param size of the terminal, asked at each report
     * @param board gets the reports
     */
    public ReportingScreen(OutputStream screen, Supplier<WindowSize> size, Board board) {
        this.screen = screen;
        this.size = size;
        this.board = board;
    }

    /** The terminal has another size. */
    public synchronized void resized() {
        if (reporting && size.get().isKnown()) {
            board.type(size.get().report());
        }
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        if (held == MODE.length()
                && (octet == 'h' || octet == 'l')
                && size.get().isKnown()) {
            held = 0;
            reporting = octet == 'h';
            resized();
            return;
        }
        if (held < MODE.length() && octet == MODE.charAt(held)) {
            held++;
            return;
        }
        screen.write(MODE.substring(0, held).getBytes(StandardCharsets.US_ASCII));
        held = 0;
        if (octet == MODE.charAt(0)) {
            held = 1;
        } else {
            screen.write(octet);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i] & 0xff);
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        screen.flush();
    }
}
