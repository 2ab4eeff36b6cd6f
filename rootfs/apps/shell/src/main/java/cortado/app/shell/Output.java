package cortado.app.shell;

import java.nio.charset.StandardCharsets;

/** Text on its way to where a command's results go, in few large pieces. */
final class Output {
    private static final int PIECE = 1024;

    private final Target target;
    private final StringBuilder waiting = new StringBuilder();

    Output(Target target) {
        this.target = target;
    }

    /** A line. */
    void line(String text) {
        text(text);
        text("\n");
    }

    /** Text with or without line ends. */
    void text(String text) {
        waiting.append(text);
        if (waiting.length() >= PIECE) {
            flush();
        }
    }

    /** Sends what is waiting. */
    void flush() {
        if (!waiting.isEmpty()) {
            byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
            waiting.setLength(0);
            target.write(bytes, 0, bytes.length);
        }
    }
}
