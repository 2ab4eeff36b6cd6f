package cortado.app.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The shell as a program sees it: after ENQ and ACK there is no echo, no prompt and no editing. Each line that comes is
 * run; its output goes out as it is, then {@code RS STATUS US}. Ctrl-C or Ctrl-D goes back to a person's shell.
 */
final class RemoteMode {
    static final int ACK = 0x06;
    static final char RECORD_SEPARATOR = 0x1e;
    static final char UNIT_SEPARATOR = 0x1f;

    private final Session session;
    private final Interpreter interpreter;

    RemoteMode(Session session, Interpreter interpreter) {
        this.session = session;
        this.interpreter = interpreter;
    }

    /** Serves until the other side leaves. */
    void serve() {
        Output out = session.out();
        session.setRemote(true);
        out.text(Character.toString((char) ACK));
        out.flush();
        String line = line();
        while (line != null) {
            int status = interpreter.run(line, session);
            out.text(RECORD_SEPARATOR + Integer.toString(status) + UNIT_SEPARATOR);
            out.flush();
            line = line();
        }
        session.setRemote(false);
    }

    /** The next line, or null when the other side leaves. A second ENQ is answered again. */
    private String line() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            int octet = session.terminal().read(cortado.api.Clock.FOREVER);
            if (octet == '\n') {
                return bytes.toString(StandardCharsets.UTF_8);
            } else if (octet == Key.control('c') || octet == Key.control('d')) {
                return null;
            } else if (octet == Key.control('e')) {
                bytes.reset();
                session.out().text(Character.toString((char) ACK));
                session.out().flush();
            } else if (octet >= 0 && octet != '\r') {
                bytes.write(octet);
            }
        }
    }
}
