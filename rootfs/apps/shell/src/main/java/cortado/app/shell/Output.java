package cortado.app.shell;

import java.nio.charset.StandardCharsets;

/** Text on its way to the terminal, in few large pieces; a person's terminal gets carriage returns as well. */
final class Output {
    private static final int PIECE = 1024;

    private final Terminal terminal;
    private boolean raw;
    private final StringBuilder waiting = new StringBuilder();

    Output(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Line ends go out as they are from now on, or with a carriage return. */
    void setRaw(boolean raw) {
        this.raw = raw;
    }

    /** A line. */
    void line(String text) {
        text(text);
        text("\n");
    }

    /** Text with or without line ends. */
    void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' && !raw) {
                waiting.append('\r');
            }
            waiting.append(c);
        }
        if (waiting.length() >= PIECE) {
            flush();
        }
    }

    /** Sends what is waiting. */
    void flush() {
        if (!waiting.isEmpty()) {
            byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
            waiting.setLength(0);
            terminal.write(bytes);
        }
    }
}
