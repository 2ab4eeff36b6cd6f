package cortado.app.shell;

import cortado.api.Clock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a person types while a program reads it: as lines, or key by key. */
final class Keyboard {
    /** Ctrl-] ends a program that takes every key for itself, typed so often in a row. */
    private static final int ESCAPES = 3;

    private static final int ESCAPE = 0x1d;
    /** Milliseconds that a report's bytes may be apart. */
    private static final long PATIENCE = 50;

    private final Session session;
    private final Feed feed;
    private final LineDiscipline lines = new LineDiscipline();
    private final SizeReports reports = new SizeReports();
    private boolean raw;
    private int escapes;

    Keyboard(Session session, Feed feed) {
        this.session = session;
        this.feed = feed;
    }

    /** Keys go to the program as they are from now on, or as lines. */
    void setRaw(boolean raw) {
        if (raw != this.raw) {
            session.terminal().write((raw ? SizeReports.ON : SizeReports.OFF).getBytes(StandardCharsets.US_ASCII));
        }
        this.raw = raw;
    }

    /** When keys that may be the beginning of a report are taken for keys; {@link Clock#FOREVER} if there are none. */
    long deadline() {
        return reports.holds() ? Clock.after(PATIENCE) : Clock.FOREVER;
    }

    /** The deadline has passed. */
    void late() {
        if (reports.holds()) {
            give(reports.release());
            feed.flow();
        }
    }

    /** The terminal's new size, if it has reported one. */
    Optional<SizeReports.Size> resized() {
        return reports.news();
    }

    /** Takes what has been typed; whether that ends the programs. */
    boolean typed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int octet = session.terminal().read(Clock.NOW);
        while (octet != Terminal.NOTHING) {
            if (octet >= 0) {
                bytes.write(octet);
            }
            octet = session.terminal().read(Clock.NOW);
        }
        return type(bytes.toByteArray());
    }

    /** Passes keys on; whether they end the programs. */
    boolean type(byte[] keys) {
        boolean stop = false;
        if (raw) {
            for (byte key : keys) {
                escapes = key == ESCAPE ? escapes + 1 : 0;
                stop |= escapes == ESCAPES;
            }
            give(reports.filter(keys));
        } else {
            for (byte key : keys) {
                switch (lines.feed(key & 0xff)) {
                    case INPUT -> give(lines.take());
                    case END -> feed.finish();
                    case INTERRUPT -> stop = true;
                    default -> {}
                }
            }
            byte[] echo = lines.takeEcho();
            session.screen().write(echo, 0, echo.length);
        }
        feed.flow();
        return stop;
    }

    private void give(byte[] keys) {
        if (feed.isOpen() && !feed.add(keys)) {
            session.terminal().write(new byte[] {7}); // no room: the bell
        }
    }
}
