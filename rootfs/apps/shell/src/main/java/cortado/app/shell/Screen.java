package cortado.app.shell;

import java.util.Arrays;

/** The terminal as something to write on; a person's gets carriage returns before line ends. */
final class Screen implements Target {
    private final Terminal terminal;
    private boolean raw;

    Screen(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Bytes go out as they are from now on, or with carriage returns. */
    void setRaw(boolean raw) {
        this.raw = raw;
    }

    boolean isRaw() {
        return raw;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (raw) {
            terminal.write(Arrays.copyOfRange(bytes, from, from + length));
            return;
        }
        byte[] shown = new byte[2 * length];
        int count = 0;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                shown[count++] = '\r';
            }
            shown[count++] = bytes[i];
        }
        terminal.write(Arrays.copyOf(shown, count));
    }
}
