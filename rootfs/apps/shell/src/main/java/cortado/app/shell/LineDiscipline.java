package cortado.app.shell;

import java.io.ByteArrayOutputStream;

/**
 * What a terminal does with keys while a program reads lines from it: shows them, lets the last ones be taken back, and
 * gives the line away when it is complete.
 */
final class LineDiscipline {
    /** What a key led to. */
    enum Outcome {
        NOTHING,
        /** Bytes wait in {@link #take()}. */
        INPUT,
        /** Ctrl-D at the start of a line. */
        END,
        /** Ctrl-C. */
        INTERRUPT
    }

    private static final int LINE_MOST = 4096;

    private final byte[] line = new byte[LINE_MOST];
    private int length;
    private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
    private final ByteArrayOutputStream echo = new ByteArrayOutputStream();
    private boolean afterReturn;

    /** Takes one byte from the terminal. */
    Outcome feed(int octet) {
        boolean secondOfPair = octet == Key.LINE_FEED && afterReturn; // CR LF is one line end
        afterReturn = octet == Key.RETURN;
        if (secondOfPair) {
            return Outcome.NOTHING;
        }
        if (octet == Key.RETURN || octet == Key.LINE_FEED) {
            echo.write('\n');
            ready.write(line, 0, length);
            ready.write('\n');
            length = 0;
            return Outcome.INPUT;
        } else if (octet == Key.control('c')) {
            length = 0;
            return Outcome.INTERRUPT;
        } else if (octet == Key.control('d')) {
            if (length == 0) {
                return Outcome.END;
            }
            ready.write(line, 0, length);
            length = 0;
            return Outcome.INPUT;
        } else if (octet == Key.RUBOUT || octet == Key.control('h')) {
            rubOut();
        } else if (octet == Key.control('u')) {
            while (length > 0) {
                rubOut();
            }
        } else if ((octet >= ' ' || octet == Key.TAB) && length < LINE_MOST) {
            line[length++] = (byte) octet;
            echo.write(octet);
        }
        return Outcome.NOTHING;
    }

    /** Takes back one character, which in UTF-8 can be several bytes. */
    private void rubOut() {
        if (length > 0) {
            length--;
            while (length > 0 && (line[length] & 0xc0) == 0x80) {
                length--;
            }
            echo.write('\b');
            echo.write(' ');
            echo.write('\b');
        }
    }

    /** The input that is complete. */
    byte[] take() {
        byte[] bytes = ready.toByteArray();
        ready.reset();
        return bytes;
    }

    /** What the terminal must show since the last call. */
    byte[] takeEcho() {
        byte[] bytes = echo.toByteArray();
        echo.reset();
        return bytes;
    }
}
